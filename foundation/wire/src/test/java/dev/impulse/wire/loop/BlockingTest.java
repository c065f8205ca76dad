package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What people's code does to wait, on a virtual thread of a loop. Each wait ends only after the loop has taken another
/// turn: a loop that waited as well would never come to that.
@Tag("scheduling")
@ParameterizedClass
@MethodSource("dev.impulse.wire.loop.Footing#available")
class BlockingTest {
    private final Footing footing;
    private final Loops loops;
    private final Loop loop;

    BlockingTest(Footing footing) {
        this.footing = footing;
        this.loops = footing.loops(1);
        this.loop = loops.all().getFirst();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    /// Runs code on a virtual thread that is where it should be before and after.
    private <T> CompletableFuture<T> started(Callable<T> code) {
        return Running.startOnVirtualThread(loop, () -> {
            assertThat(loop.onLoop()).isEqualTo(footing.isOnLoop());
            var result = code.call();
            assertThat(loop.onLoop()).isEqualTo(footing.isOnLoop());
            return result;
        });
    }

    private <T> T run(Callable<T> code) throws Exception {
        return started(code).get(20, SECONDS);
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // the yield is what is tried
    void aThreadThatYieldsLetsTheLoopTurn() throws Exception {
        var turn = new CompletableFuture<Boolean>();
        assertThat(run(() -> {
                    loop.execute(() -> turn.complete(true));
                    while (!turn.isDone()) {
                        Thread.yield();
                    }
                    return turn.get();
                }))
                .isTrue();
    }

    @Test
    void aThreadThatSleepsWakesOnItsLoop() throws Exception {
        var slept = started(() -> {
            Thread.sleep(20);
            return true;
        });
        Running.awaitTurn(loop);
        assertThat(slept.get(20, SECONDS)).isTrue();
    }

    @Test
    void aThreadThatIsUnparkedFromElsewhereGoesOnOnItsLoop() throws Exception {
        var parked = new CompletableFuture<Thread>();
        var goOn = new CompletableFuture<Boolean>();
        var ended = started(() -> {
            parked.complete(Thread.currentThread());
            while (!goOn.isDone()) {
                LockSupport.park();
            }
            return true;
        });
        var thread = parked.get(20, SECONDS);
        Running.awaitTurn(loop);
        goOn.complete(true);
        LockSupport.unpark(thread);
        assertThat(ended.get(20, SECONDS)).isTrue();
    }

    @Test
    void aFutureThatTheLoopCompletesCanBeWaitedFor() throws Exception {
        var future = new CompletableFuture<String>();
        var ended = started(() -> future.thenApply(text -> text + "!").get());
        Running.asAction(loop, () -> future.complete("done"));
        assertThat(ended.get(20, SECONDS)).isEqualTo("done!");
    }

    @Test
    void aLockThatAnotherHoldsCanBeWaitedFor() throws Exception {
        var lock = new ReentrantLock();
        CompletableFuture<Boolean> ended;
        lock.lock();
        try {
            ended = started(() -> {
                lock.lock();
                try {
                    return true;
                } finally {
                    lock.unlock();
                }
            });
            Running.awaitTurn(loop);
        } finally {
            lock.unlock();
        }
        assertThat(ended.get(20, SECONDS)).isTrue();
    }

    @Test
    void aSemaphoreThatTheLoopReleasesCanBeWaitedFor() throws Exception {
        var semaphore = new Semaphore(0);
        var ended = started(() -> semaphore.tryAcquire(20, SECONDS));
        Running.asAction(loop, () -> {
            semaphore.release();
            return true;
        });
        assertThat(ended.get(20, SECONDS)).isTrue();
    }

    @Test
    void aMonitorThatAnotherThreadOfTheLoopHoldsWhileItWaitsCanBeWaitedFor() throws Exception {
        var monitor = new Object();
        var held = new CompletableFuture<Boolean>();
        var release = new CompletableFuture<Boolean>();
        var holder = started(() -> {
            synchronized (monitor) {
                held.complete(true);
                return release.get();
            }
        });
        held.get(20, SECONDS);
        var contender = started(() -> {
            synchronized (monitor) {
                return release.isDone();
            }
        });
        Running.asAction(loop, () -> release.complete(true));
        assertThat(holder.get(20, SECONDS)).isTrue();
        assertThat(contender.get(20, SECONDS)).isTrue();
    }

    @Test
    void theLoopMayHoldAMonitorAsItWakesTheThreadThatWantsIt() throws Exception {
        var monitor = new Object();
        for (int round = 0; round < 100; round++) {
            var wake = new CompletableFuture<Boolean>();
            var ended = started(() -> {
                wake.get();
                synchronized (monitor) {
                    return Thread.holdsLock(monitor);
                }
            });
            loop.execute(() -> {
                synchronized (monitor) {
                    wake.complete(true);
                    loop.execute(() -> assertThat(Thread.holdsLock(monitor)).isFalse());
                }
            });
            assertThat(ended.get(20, SECONDS)).isTrue();
        }
    }

    @Test
    void aMonitorThatManyFightForIsHeldByOneAtATime() throws Exception {
        var monitor = new Object();
        var count = new int[1];
        var all = new CompletableFuture<?>[50];
        for (int thread = 0; thread < all.length; thread++) {
            all[thread] = started(() -> {
                for (int round = 0; round < 20; round++) {
                    synchronized (monitor) {
                        int before = count[0];
                        Thread.sleep(0, 1000);
                        count[0] = before + 1;
                    }
                }
                return true;
            });
        }
        CompletableFuture.allOf(all).get(50, SECONDS);
        assertThat(count[0]).isEqualTo(1000);
    }

    @Test
    void aThreadThatWaitsIsNotifiedByTheLoop() throws Exception {
        var monitor = new Object();
        var ready = new boolean[1];
        var ended = started(() -> {
            synchronized (monitor) {
                while (!ready[0]) {
                    monitor.wait(20_000);
                }
                return ready[0];
            }
        });
        Running.awaitTurn(loop);
        Running.asAction(loop, () -> {
            synchronized (monitor) {
                ready[0] = true;
                monitor.notifyAll();
            }
            return true;
        });
        assertThat(ended.get(20, SECONDS)).isTrue();
    }

    @Test
    void aThreadThatWaitsCanBeInterrupted() throws Exception {
        var begun = new CompletableFuture<Thread>();
        var ended = started(() -> {
            begun.complete(Thread.currentThread());
            try {
                new CountDownLatch(1).await();
                return "went on";
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        var thread = begun.get(20, SECONDS);
        Running.awaitTurn(loop);
        thread.interrupt();
        assertThat(ended.get(20, SECONDS)).isEqualTo("interrupted");
    }

    /// A thread cannot leave its carrier inside a class initialiser: the loop waits as well, and then goes on.
    @Test
    void aClassInitialiserMayWait() throws Exception {
        // Each class is initialised once, so each footing has a class of its own.
        try (var loader = new Anew(SlowlyInitialised.class)) {
            assertThat(run(() -> Class.forName(SlowlyInitialised.class.getName(), true, loader)
                            .getDeclaredField("value")
                            .getInt(null)))
                    .isEqualTo(42);
        }
        Running.awaitTurn(loop);
    }

    @Test
    void filesCanBeRead(@TempDir Path folder) throws Exception {
        var file = folder.resolve("file");
        Files.writeString(file, "text".repeat(10_000));
        assertThat(run(() -> Files.readString(file))).hasSize(40_000);
        Running.awaitTurn(loop);
    }

    @Test
    void namesCanBeLookedUp() throws Exception {
        assertThat(run(() -> InetAddress.getByName("localhost")).isLoopbackAddress())
                .isTrue();
        Running.awaitTurn(loop);
    }

    @Test
    void theJdksHttpClientCanBeUsed() throws Exception {
        var server = answeringAfterATurn();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address(server)).build();
            assertThat(run(() -> client.send(request, BodyHandlers.ofString()).body()))
                    .isEqualTo("after a turn");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anHttpUrlConnectionCanBeUsed() throws Exception {
        var server = answeringAfterATurn();
        try {
            assertThat(run(() -> {
                        var connection =
                                (HttpURLConnection) address(server).toURL().openConnection();
                        try (var in = connection.getInputStream()) {
                            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        }
                    }))
                    .isEqualTo("after a turn");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void blockingSocketsCanBeUsed() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = started(() -> {
                try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getOutputStream().write('a');
                    return socket.getInputStream().read();
                }
            });
            try (var accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo('a');
                Running.awaitTurn(loop);
                accepted.getOutputStream().write('b');
            }
            assertThat(ended.get(20, SECONDS)).isEqualTo('b');
        }
    }

    private HttpServer answeringAfterATurn() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try {
                Running.awaitTurn(loop);
            } catch (Exception e) {
                throw new IOException(e);
            }
            var text = "after a turn".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// Sleeps as it is initialised.
    public static final class SlowlyInitialised {
        public static int value;

        static {
            try {
                Thread.sleep(20);
                value = 42;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private SlowlyInitialised() {}
    }

    /// Defines a class once more.
    private static final class Anew extends URLClassLoader {
        private final String name;

        private Anew(Class<?> type) {
            super(new URL[] {type.getProtectionDomain().getCodeSource().getLocation()}, type.getClassLoader());
            this.name = type.getName();
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            if (wanted.equals(name)) {
                var known = findLoadedClass(wanted);
                return known == null ? findClass(wanted) : known;
            }
            return super.loadClass(wanted, resolve);
        }
    }
}
