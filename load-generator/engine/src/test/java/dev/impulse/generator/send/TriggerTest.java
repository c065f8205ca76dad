package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.even;
import static dev.impulse.generator.Runs.once;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.onceOnOwnThread;
import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a trigger knows of itself, its think time and its randomness.
@Tag("engine")
class TriggerTest {
    private static final URI NOBODY = FaultyServer.nobody();
    private static final Duration THINKING = Duration.ofMillis(300);

    @Test
    void itKnowsWhereItBelongs() {
        String known = once(
                NOBODY,
                load -> load.number() + " " + load.phase() + " " + load.target() + " " + load.worker() + " of "
                        + load.workers());

        assertThat(known).isEqualTo("0 steady " + NOBODY + " 0 of 1");
    }

    @Test
    void itKnowsThePhaseInWhichItWasDue() {
        var seen = new ConcurrentHashMap<Long, String>();
        LoadGenerator scenario = load -> seen.put(load.number(), load.phase());
        var phases = List.of(
                new Phase(
                        "first",
                        Phase.Kind.WARM_UP,
                        Duration.ofMillis(50),
                        Map.of("scenario", even(5, Duration.ofMillis(50)))),
                new Phase(
                        "second",
                        Phase.Kind.PEAK,
                        Duration.ofMillis(50),
                        Map.of("scenario", even(10, Duration.ofMillis(50)))));
        Runs.run(new LoadTest(
                "test", NOBODY, List.of(new TestCase("scenario", () -> scenario)), phases, List.of(), 1, Runs.PATIENT));

        assertThat(seen).hasSize(15);
        seen.forEach((number, phase) -> assertThat(phase).isEqualTo(number < 5 ? "first" : "second"));
    }

    @Test
    void thinkTimeIsLeftOutOfItsResponseTime() {
        try (var server = TestServer.content()) {
            var elapsed = new AtomicLong();
            LoadGenerator scenario = load -> {
                long from = System.nanoTime();
                load.pause(THINKING);
                load.get("/").named("first").send();
                load.pause(THINKING);
                load.get("/").named("second").send();
                elapsed.set(System.nanoTime() - from);
            };

            for (var run : List.<Supplier<Result>>of(
                    () -> onceEnding(server.uri(), scenario), () -> onceOnOwnThread(server.uri(), scenario))) {
                var result = run.get();
                // From due to end is what it was late and what it took; of two pauses, one is allowed for a busy
                // machine.
                long most = only(result).lateness().max() + elapsed.get() - THINKING.toNanos();
                long first = request(result, "first").response().max();
                long second = request(result, "second").response().max();
                assertThat(only(result).response().max()).isBetween(1L, most);
                assertThat(first + second).isBetween(1L, most);
            }
        }
    }

    @Test
    void aPauseLastsAsLongAsItSays() {
        long waited = once(NOBODY, load -> {
            long from = System.nanoTime();
            load.pause(Duration.ofMillis(80));
            return System.nanoTime() - from;
        });

        assertThat(Duration.ofNanos(waited).toMillis()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void pausesOfManyTriggersOverlap() {
        long from = System.nanoTime();
        var result = Runs.times(50, NOBODY, load -> load.pause(Duration.ofMillis(300)));

        assertThat(only(result).ledger().ok()).isEqualTo(50);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(14));
    }

    @Test
    void aPauseOfNoLengthIsOver() {
        once(NOBODY, load -> {
            load.pause(Duration.ZERO);
            load.pause(Duration.ofMillis(-5));
            return "";
        });
    }

    private static Map<String, Long> randoms(long seed) {
        var chosen = new ConcurrentHashMap<String, Long>();
        var lasting = Duration.ofMillis(50);
        LoadGenerator first = load -> chosen.put("first " + load.number(), next(load));
        LoadGenerator second = load -> chosen.put("second " + load.number(), next(load));
        Runs.run(new LoadTest(
                "test",
                NOBODY,
                List.of(new TestCase("first", () -> first), new TestCase("second", () -> second)),
                List.of(new Phase(
                        "steady",
                        Phase.Kind.STEADY,
                        lasting,
                        Map.of("first", even(10, lasting), "second", even(10, lasting)))),
                List.of(),
                seed,
                Runs.PATIENT));
        return new HashMap<>(chosen);
    }

    private static long next(Load load) {
        load.random().nextLong();
        return load.random().nextLong();
    }

    @Test
    void itsRandomnessDerivesFromSeedTestCaseAndNumberAlone() {
        assertThat(randoms(7)).hasSize(20).isEqualTo(randoms(7));
        assertThat(randoms(7).values()).doesNotHaveDuplicates();
        assertThat(randoms(8).values()).doesNotContainAnyElementsOf(randoms(7).values());
    }

    @Test
    void oneInstanceServesAllTriggers() {
        var instances = new ConcurrentLinkedQueue<Object>();
        class Counted implements LoadGenerator {
            Counted() {
                instances.add(this);
            }

            @Override
            public void run(Load load) {
                load.check(instances.contains(this), "an instance from nowhere");
            }
        }
        Runs.run(new LoadTest(
                "test",
                NOBODY,
                List.of(new TestCase("scenario", Counted::new)),
                List.of(Runs.steady(20, Duration.ofMillis(100))),
                List.of(),
                1,
                Runs.PATIENT));

        assertThat(instances).hasSize(1);
    }
}
