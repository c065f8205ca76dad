package dev.impulse.generator.dispatch;

import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Backlog;
import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a worker does not exceed, and what becomes of those that have to wait. Times are measured: their bounds are
/// wide.
@Tag("engine")
class LimitsTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static Limits limits(int triggers, int connections, Duration startTimeout, Duration grace) {
        return new Limits(triggers, connections, LONG, LONG, startTimeout, grace);
    }

    private static TestServer slow(long millis) {
        return TestServer.with((asked, exchange) -> {
            Thread.sleep(millis);
            TestServer.reply(exchange, 200, "fine");
        });
    }

    @Test
    void triggersOverTheLimitWaitAndAreNotLate() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = slow(50)) {
            var result = times(60, server.uri(), limits(4, 100, LONG, LONG), load -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                load.get("/").named("ask").send();
                inside.decrementAndGet();
            });

            // 60 triggers of 50 ms, 4 at once, take 750 ms; they were due within 300 ms.
            var found = only(result);
            assertThat(found.ledger().ok()).isEqualTo(60);
            assertThat(most.get()).isEqualTo(4);
            assertThat(found.waiting().count()).isBetween(40L, 60L);
            assertThat(found.waiting().max()).isGreaterThanOrEqualTo(350_000_000);
            assertThat(found.lateness().p50()).isLessThan(found.waiting().p50());
            assertThat(found.response().max())
                    .isGreaterThanOrEqualTo(found.waiting().max());
            assertThat(Runs.request(result, "ask").service().p50())
                    .isLessThan(Runs.request(result, "ask").response().p50());
        }
    }

    @Test
    void withinTheLimitNobodyWaits() {
        try (var server = TestServer.content()) {
            assertThat(only(times(50, server.uri(), load -> load.get("/").send()))
                            .waiting()
                            .count())
                    .isZero();
        }
    }

    @Test
    void whoWaitsTooLongForRoomIsNotStarted() throws IOException {
        try (var server = FaultyServer.mute()) {
            var limits = limits(2, 100, Duration.ofMillis(100), Duration.ofSeconds(1));
            var result = times(100, server.uri(), limits, load -> load.get("/").send());

            assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(100, 2, 98, 0, 0, 0, 2));
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void whoStillWaitsForRoomWhenTheGraceIsOverIsNotStartedEither() throws IOException {
        try (var server = FaultyServer.mute()) {
            var result = times(
                    20,
                    server.uri(),
                    limits(2, 100, LONG, Duration.ofMillis(300)),
                    load -> load.get("/").send());

            assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(20, 2, 18, 0, 0, 0, 2));
        }
    }

    @Test
    void aGeneratorThatIsItselfLateStartsAllTheSameAndIsLate() {
        LoadGenerator hog = load -> {
            if (load.number() == 0) {
                long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            }
        };
        var test = new LoadTest(
                "test",
                FaultyServer.nobody(),
                List.of(new TestCase("scenario", () -> hog)),
                List.of(Runs.steady(100, Duration.ofMillis(500))),
                List.of(),
                1,
                limits(1000, 100, Duration.ofMillis(100), LONG));
        var result = Runs.run(test, 1);

        assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(100, 100, 0, 0, 100, 0, 0));
        assertThat(only(result).waiting().count()).isZero();
    }

    @Test
    void noMoreConnectionsThanAllowedAreOpenAtOnce() {
        var ports = java.util.concurrent.ConcurrentHashMap.newKeySet();
        try (var server = TestServer.with((asked, exchange) -> {
            ports.add(exchange.getRemoteAddress().getPort());
            Thread.sleep(20);
            TestServer.reply(exchange, 200, "fine");
        })) {
            var result = times(
                    60,
                    server.uri(),
                    limits(1000, 4, LONG, LONG),
                    load -> load.get("/").send());

            assertThat(only(result).ledger().ok()).isEqualTo(60);
            assertThat(ports).hasSizeBetween(1, 4);
            assertThat(server.asked()).hasSize(60);
        }
    }

    @Test
    void waitingForAConnectionAndOpeningOneAreCountedForTheRequestsThatDid() {
        var ports = java.util.concurrent.ConcurrentHashMap.newKeySet();
        try (var server = TestServer.with((asked, exchange) -> {
            ports.add(exchange.getRemoteAddress().getPort());
            Thread.sleep(50);
            TestServer.reply(exchange, 200, "fine");
        })) {
            var result = times(
                    60,
                    server.uri(),
                    limits(1000, 4, LONG, LONG),
                    load -> load.get("/").named("ask").send());

            var ask = Runs.request(result, "ask");
            // 60 of 50 ms over 4 connections take 750 ms; they were due within 300 ms.
            assertThat(ask.waiting().count()).isBetween(40L, 60L);
            assertThat(ask.waiting().max())
                    .isGreaterThanOrEqualTo(350_000_000)
                    .isLessThanOrEqualTo(ask.response().max());
            assertThat(ask.connect().count()).isEqualTo(ports.size());
            assertThat(ask.connect().min()).isPositive();
            assertThat(ask.tls().count()).isZero();
            assertThat(only(result).waiting().count()).isZero();
        }
    }

    @Test
    void whoGetsNoConnectionHasWaitedAndConnectedToNothing() {
        var ask = Runs.request(
                times(
                        3,
                        FaultyServer.nobody(),
                        load -> load.get("/").named("ask").send()),
                "ask");

        assertThat(ask.errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 3L));
        assertThat(ask.waiting().count()).isEqualTo(3);
        assertThat(ask.connect().count()).isZero();
    }

    @Test
    void aRequestThatGetsNoConnectionInTimeFailsAndSaysWhatToDo() {
        try (var server = slow(800)) {
            var result = times(
                    10,
                    server.uri(),
                    limits(1000, 2, Duration.ofMillis(200), LONG),
                    load -> load.get("/").send());

            assertThat(only(result).ledger().ok()).isEqualTo(2);
            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CONNECT_TIMEOUT, 8L));
            assertThat(result.failures().getFirst().reason()).contains("were busy (raise connections-per-host)");
        }
    }

    @Test
    void whatHasNotEndedWhenTheGraceIsOverIsUnfinished() throws IOException {
        try (var server = FaultyServer.mute()) {
            long from = System.nanoTime();
            var result = times(
                    20,
                    server.uri(),
                    limits(1000, 100, LONG, Duration.ofMillis(300)),
                    load -> load.get("/").send());

            assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(20, 20, 0, 0, 0, 0, 20));
            assertThat(only(result).requests()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(400), LONG);
        }
    }

    @Test
    void aRunWhoseTriggersHaveEndedDoesNotWaitForTheGraceToPass() {
        long from = System.nanoTime();
        times(20, FaultyServer.nobody(), load -> {});

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Runs.PATIENT.grace());
    }

    @Test
    void answersWithinTheGraceStillCount() {
        try (var server = slow(400)) {
            var result = times(
                    20,
                    server.uri(),
                    limits(1000, 100, LONG, LONG),
                    load -> load.get("/").send());

            assertThat(only(result).ledger().ok()).isEqualTo(20);
            assertThat(only(result).response().min()).isGreaterThanOrEqualTo(399_000_000);
        }
    }

    @Test
    void whatEndsWhileTheScenarioIsTornDownStaysUnfinished() {
        var release = new CountDownLatch(1);
        var answered = new CountDownLatch(20);
        class Late implements LoadGenerator {
            @Override
            public void run(dev.impulse.load.Load load) throws Exception {
                try {
                    load.get("/").send();
                } finally {
                    answered.countDown();
                }
            }

            @Override
            public void tearDown(dev.impulse.load.Load load) throws Exception {
                release.countDown();
                answered.await(5, TimeUnit.SECONDS);
                load.pause(Duration.ofMillis(50)); // for what comes after a scenario's own end
            }
        }
        try (var server = TestServer.with((asked, exchange) -> {
            release.await(10, TimeUnit.SECONDS);
            TestServer.reply(exchange, 200, "fine");
        })) {
            var result = times(20, server.uri(), limits(1000, 100, LONG, Duration.ofMillis(500)), new Late());

            assertThat(answered.getCount()).isZero();
            assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(20, 20, 0, 0, 0, 0, 20));
        }
    }

    /// Ten triggers fill the limit and stand still until 90 others, due within 450 ms, have come to wait; then all is
    /// quick.
    private static Result stalled(Backlog backlog, Queue<Long> starts) {
        var begin = new AtomicLong();
        var limits = new Limits(10, 100, LONG, LONG, LONG, LONG, backlog);
        return times(110, FaultyServer.nobody(), limits, load -> {
            begin.compareAndSet(0, System.nanoTime());
            if (load.number() < 10) {
                load.pause(Duration.ofNanos(begin.get() + 500_000_000 - System.nanoTime()));
            } else {
                starts.add(System.nanoTime());
            }
        });
    }

    @Test
    void theBacklogStartsAtOnceUnlessSomethingElseIsSaid() {
        var starts = new ConcurrentLinkedQueue<Long>();
        var found = only(stalled(Limits.DEFAULT.backlog(), starts));

        assertThat(found.ledger().ok()).isEqualTo(110);
        assertThat(found.waiting().count()).isGreaterThanOrEqualTo(85);
        assertThat(starts).hasSize(100);
    }

    @Test
    void aSpreadBacklogStartsAtTwiceTheRate() {
        var starts = new ConcurrentLinkedQueue<Long>();
        var found = only(stalled(Backlog.SPREAD, starts));

        assertThat(found.ledger().ok()).isEqualTo(110);
        var times = starts.stream().sorted().toList();
        // 80 that waited, half of 5 ms apart: 200 ms; a machine that wakes late makes up for at most one gap.
        assertThat(times.get(80) - times.get(0)).isGreaterThanOrEqualTo(180_000_000);
        assertThat(found.waiting().count()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void aSkippedBacklogIsNotStarted() {
        var found = only(stalled(Backlog.SKIP, new ConcurrentLinkedQueue<>()));

        assertThat(found.ledger().notStarted()).isBetween(85L, 100L);
        assertThat(found.errors())
                .containsEntry(ErrorKind.NOT_STARTED, found.ledger().notStarted());
        assertThat(found.ledger().ok()).isEqualTo(110 - found.ledger().notStarted());
    }
}
