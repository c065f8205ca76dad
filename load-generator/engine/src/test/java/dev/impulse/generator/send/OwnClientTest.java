package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.request;
import static dev.impulse.generator.Runs.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.loop.Scheduling;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code of users' own that blocks, on the event loop and off it.
@Tag("engine")
class OwnClientTest {
    private static final URI NOBODY = FaultyServer.nobody();

    @Test
    void theJdksHttpClientWorksInsideATrigger() {
        try (var server = TestServer.content();
                var client = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(server.uri()).build();
            var result = times(
                    50,
                    server.uri(),
                    load -> load.measure(
                            "pay",
                            () -> client.send(ask, BodyHandlers.ofString()).body()));

            assertThat(only(result).ledger().ok()).isEqualTo(50);
            assertThat(request(result, "pay").count()).isEqualTo(50);
            assertThat(server.asked()).hasSize(50);
        }
    }

    @Test
    void triggersMayWaitForEachOther() {
        var all = new CountDownLatch(20);
        var result = times(20, NOBODY, load -> {
            all.countDown();
            load.check(all.await(5, TimeUnit.SECONDS), "the others did not come");
        });

        assertThat(only(result).ledger().ok()).isEqualTo(20);
    }

    @Test
    void aContendedMonitorHoldsNobodyUpForever() {
        var inside = new AtomicInteger();
        var monitor = new Object();
        var result = times(50, NOBODY, load -> {
            synchronized (monitor) {
                load.check(inside.incrementAndGet() == 1, "two at once");
                Thread.sleep(3);
                inside.decrementAndGet();
            }
        });

        assertThat(only(result).ledger().ok()).isEqualTo(50);
    }

    @Test
    void aContendedLockHoldsNobodyUpForever() {
        var inside = new AtomicInteger();
        var lock = new ReentrantLock();
        try (var server = TestServer.content()) {
            var result = times(50, server.uri(), load -> {
                lock.lock();
                try {
                    load.check(inside.incrementAndGet() == 1, "two at once");
                    load.get("/").send().expect(200);
                    inside.decrementAndGet();
                } finally {
                    lock.unlock();
                }
            });

            assertThat(only(result).ledger().ok()).isEqualTo(50);
        }
    }

    @Test
    void aRequestMayBeSentInsideSynchronized() {
        var monitor = new Object();
        try (var server = TestServer.content()) {
            var result = times(50, server.uri(), load -> {
                synchronized (monitor) {
                    load.get("/").send().expect(200);
                }
            });

            assertThat(only(result).ledger().ok()).isEqualTo(50);
        }
    }

    @Test
    void sleepingTriggersDoNotHoldUpTheOthers() {
        long from = System.nanoTime();
        var result = times(40, NOBODY, load -> Thread.sleep(300));

        assertThat(only(result).ledger().ok()).isEqualTo(40);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(11));
    }

    @Test
    void filesMayBeReadAndWritten(@TempDir Path folder) {
        var result = times(20, NOBODY, load -> {
            var file = Files.writeString(folder.resolve("n" + load.number()), "number " + load.number());
            load.check(Files.readString(file).equals("number " + load.number()), "another text");
        });

        assertThat(only(result).ledger().ok()).isEqualTo(20);
    }

    @Test
    void aTriggersThreadIsVirtualAndItsOwn() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var result = times(20, NOBODY, load -> {
            load.check(Thread.currentThread().isVirtual(), "a platform thread");
            threads.add(Thread.currentThread());
        });

        assertThat(only(result).ledger().ok()).isEqualTo(20);
        assertThat(threads).hasSize(20);
    }

    @Test
    void onThreadsOfItsOwnATestCaseLeavesTheLoopToTheOthers() {
        var working = new CountDownLatch(1);
        var scenario = new TestCase(
                "scenario",
                () -> load -> {
                    working.countDown();
                    long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    load.check(!Thread.currentThread().toString().contains("impulse-loop"), "on the loop");
                },
                TestCase.Threads.OWN);
        var result = Runs.run(new LoadTest(
                "test",
                NOBODY,
                List.of(scenario),
                List.of(Runs.steady(1, Duration.ofMillis(20))),
                List.of(),
                1,
                Runs.PATIENT));

        assertThat(working.getCount()).isZero();
        assertThat(only(result).ledger().ok()).isEqualTo(1);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void triggersOffTheLoopAreCountedAsThoseOnItAre() {
        try (var server = TestServer.content()) {
            LoadGenerator scenario = load -> {
                load.get("/1").send();
                load.pause(Duration.ofMillis(5));
                load.get("/2").send();
            };
            var result = Runs.run(new LoadTest(
                    "test",
                    server.uri(),
                    List.of(new TestCase("scenario", () -> scenario, TestCase.Threads.OWN)),
                    List.of(Runs.steady(100, Duration.ofMillis(300))),
                    List.of(),
                    1,
                    Runs.PATIENT));

            assertThat(only(result).ledger().ok()).isEqualTo(100);
            assertThat(Runs.requests(result))
                    .isEqualTo(200)
                    .isEqualTo(server.asked().size());
        }
    }

    @Test
    void aTriggerThatHogsItsLoopIsNamedWithItsStack() {
        var result = onceEnding(NOBODY, load -> computeForLong());

        assertThat(only(result).ledger().ok()).isEqualTo(1);
        if (Scheduling.available() == Scheduling.ON_LOOP) {
            assertThat(result.notes())
                    .singleElement()
                    .asString()
                    .startsWith("a trigger kept its loop to itself ")
                    .contains("OwnClientTest.computeForLong");
        } else {
            assertThat(result.notes()).isEmpty();
        }
    }

    private static void computeForLong() {
        long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
