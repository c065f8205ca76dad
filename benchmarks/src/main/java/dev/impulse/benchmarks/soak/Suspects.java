package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Code that may hold up the loop that it runs on, by name, in the order in which it is tried.
final class Suspects {
    private static final Duration WHILE = Duration.ofMillis(500);
    private static final int MEGABYTE = 1 << 20;

    private Suspects() {}

    static Map<String, LoadGenerator> all() {
        Map<String, LoadGenerator> all = new LinkedHashMap<>();
        all.put("a request inside synchronized", new Monitors());
        all.put("a request inside ConcurrentHashMap.computeIfAbsent", Suspects::requestInsideMap);
        all.put("a request inside a class initialiser", load -> Initialisers.request(load));
        all.put("a pause inside a class initialiser", load -> Initialisers.pause(load));
        all.put("waiting for sendAsync inside a class initialiser", load -> Initialisers.sendAsync(load));
        all.put("together inside a class initialiser", load -> Initialisers.together(load));
        all.put("another client inside a class initialiser", load -> Initialisers.otherClient(load));
        all.put("Thread.sleep inside a class initialiser", load -> Initialisers.sleep());
        all.put("a request inside a callback from native code", NativeCode::requestInsideCallback);
        all.put("Thread.sleep inside a callback from native code", load -> NativeCode.sleepInsideCallback());
        all.put("native code that blocks", load -> NativeCode.block(WHILE));
        all.put("8 at once in native code that blocks", Suspects::blockTogether);
        all.put("computing for 0.5 s", load -> compute());
        all.put(
                "a parallel stream that computes",
                load -> IntStream.range(0, 8)
                        .parallel()
                        .forEach(part -> computeUntil(System.nanoTime() + WHILE.toNanos() / 4)));
        all.put("spinning until another thread of the trigger is done", Suspects::spin);
        all.put("opening a FIFO that nobody writes to for 0.5 s", Suspects::openFifo);
        all.put("System.in.read", load -> load.check(System.in.read() >= 0, "the input has ended"));
        all.put("Process.waitFor", load -> sleeper().waitFor());
        all.put("reading a process's output", load -> sleeper().getInputStream().readAllBytes());
        all.put("walking a big tree of files", load -> load.check(walk() > 0, "no files"));
        all.put("looking up an unknown name", load -> lookUp());
        all.put("Selector.select", load -> select());
        all.put("1 MB in a ThreadLocal, 50 threads at once", Suspects::threadLocals);
        return all;
    }

    private static void requestInsideMap(Load load) {
        new ConcurrentHashMap<String, Integer>()
                .computeIfAbsent(
                        "key", key -> load.get("/at-once").send().expect(200).status());
    }

    private static void blockTogether(Load load) throws Exception {
        long begin = System.nanoTime();
        Callable<Integer> blocked = () -> {
            NativeCode.block(WHILE);
            return 0;
        };
        load.together(Collections.nCopies(8, blocked));
        long took = System.nanoTime() - begin;
        load.check(took < 2 * WHILE.toNanos(), "took %s ms (expected: about 500)", took / 1_000_000);
    }

    private static void compute() {
        computeUntil(System.nanoTime() + WHILE.toNanos());
    }

    private static void computeUntil(long nanos) {
        while (System.nanoTime() < nanos) {
            Thread.onSpinWait();
        }
    }

    private static void spin(Load load) throws Exception {
        var done = new AtomicBoolean();
        load.together(List.of(
                () -> {
                    long end = System.nanoTime() + WHILE.toNanos();
                    while (!done.get() && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    load.check(done.get(), "the other thread did not come to run");
                    return 0;
                },
                () -> {
                    done.set(true);
                    return 0;
                }));
    }

    private static void openFifo(Load load) throws Exception {
        var fifo = Files.createTempDirectory("suspect").resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().onExit().join();
        var writer = new ProcessBuilder("sh", "-c", "sleep 0.5; echo > " + fifo).start();
        try (var in = new FileInputStream(fifo.toFile())) {
            load.check(in.read() >= 0, "the FIFO has ended");
        }
        writer.onExit().join();
    }

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 0.5; echo done").start();
    }

    private static long walk() throws IOException {
        try (var files = Files.walk(Path.of("/usr"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void lookUp() {
        try {
            InetAddress.getAllByName("nowhere.invalid");
        } catch (UnknownHostException expected) {
            // how long that took is what matters
        }
    }

    private static void select() throws IOException {
        try (var selector = Selector.open()) {
            selector.select(WHILE.toMillis());
        }
    }

    private static final ThreadLocal<byte[]> LOCAL = ThreadLocal.withInitial(() -> new byte[MEGABYTE]);

    private static void threadLocals(Load load) throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < 50; thread++) {
            calls.add(() -> {
                LOCAL.get()[0] = 1;
                load.get("/later").send().expect(200);
                return LOCAL.get().length;
            });
        }
        load.together(calls);
    }

    /// Classes whose initialisers wait. What they need comes by a field, since an initialiser has no parameters.
    private static final class Initialisers {
        private static @Nullable Load current;

        static Load current() {
            return Objects.requireNonNull(current);
        }

        /// Made here: a lambda of the class that is being initialised would wait for that to end, on any thread.
        static Callable<Integer> asking() {
            return () -> current().get("/at-once").send().status();
        }

        static void request(Load load) {
            current = load;
            load.check(Request.STATUS == 200, "status %s", Request.STATUS);
        }

        static void pause(Load load) {
            current = load;
            load.check(Pause.DONE, "not done");
        }

        static void sendAsync(Load load) {
            current = load;
            load.check(SendAsync.STATUS == 200, "status %s", SendAsync.STATUS);
        }

        static void together(Load load) {
            current = load;
            load.check(Together.STATUS == 200, "status %s", Together.STATUS);
        }

        static void otherClient(Load load) {
            current = load;
            load.check(Other.STATUS == 200, "status %s", Other.STATUS);
        }

        static void sleep() {
            if (!Sleep.DONE) {
                throw new IllegalStateException();
            }
        }

        private static final class Request {
            static final int STATUS = current().get("/at-once").send().status();
        }

        private static final class Pause {
            static final boolean DONE = done();

            private static boolean done() {
                current().pause(WHILE);
                return true;
            }
        }

        private static final class SendAsync {
            static final int STATUS =
                    current().get("/at-once").sendAsync().join().status();
        }

        private static final class Together {
            static final int STATUS = first();

            private static int first() {
                try {
                    return current().together(List.of(asking())).getFirst();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private static final class Other {
            static final int STATUS = status();

            private static int status() {
                try (var client = HttpClient.newHttpClient()) {
                    var request = HttpRequest.newBuilder(current().target().resolve("/later"))
                            .build();
                    return client.send(request, BodyHandlers.discarding()).statusCode();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private static final class Sleep {
            static final boolean DONE = slept();

            private static boolean slept() {
                try {
                    Thread.sleep(WHILE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return true;
            }
        }
    }
}
