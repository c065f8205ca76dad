package dev.impulse.generator.dispatch;

import static dev.impulse.generator.Runs.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Phase.Kind;
import dev.impulse.generator.plan.Ramp;
import dev.impulse.generator.plan.Timetable;
import dev.impulse.load.LoadGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// As many triggers start as were planned, each once, in the phase in which it was due.
@Tag("engine")
class CountsTest {
    private static final Duration THIRD = Duration.ofMillis(300);

    private final Queue<Long> browsed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> bought = new ConcurrentLinkedQueue<>();

    private static Demand constant(double rate, Arrivals arrivals) {
        return new Demand.Open(new Constant(rate), arrivals);
    }

    private static List<Phase> phases(Arrivals arrivals) {
        return List.of(
                new Phase(
                        "warm-up",
                        Kind.WARM_UP,
                        THIRD,
                        Map.of(
                                "browse",
                                new Demand.Open(new Ramp(0, 200, THIRD), arrivals),
                                "buy",
                                constant(31, arrivals))),
                new Phase(
                        "steady",
                        Kind.STEADY,
                        THIRD,
                        Map.of("browse", constant(200, arrivals), "buy", constant(33.3, arrivals))),
                new Phase("rest", Kind.STEADY, Duration.ofMillis(100), Map.of("buy", constant(50, arrivals))),
                new Phase(
                        "peak",
                        Kind.PEAK,
                        THIRD,
                        Map.of("browse", constant(777, arrivals), "buy", constant(99.9, arrivals))));
    }

    private LoadTest test(List<Phase> phases, java.net.URI target) {
        LoadGenerator browse = load -> {
            browsed.add(load.number());
            load.get("/products").send();
        };
        LoadGenerator buy = load -> bought.add(load.number());
        return new LoadTest(
                "test",
                target,
                List.of(new TestCase("browse", () -> browse), new TestCase("buy", () -> buy, TestCase.Threads.OWN)),
                phases,
                List.of(),
                42,
                PATIENT);
    }

    private static List<Long> first(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eachTriggerStartsOnceInItsPhase(int loops) {
        for (var arrivals : Arrivals.values()) {
            browsed.clear();
            bought.clear();
            try (var server = TestServer.content()) {
                var phases = phases(arrivals);
                var result = Runs.run(test(phases, server.uri()), loops);

                for (var name : List.of("browse", "buy")) {
                    var timetable = Timetable.of(phases, name, 42);
                    for (int phase = 0; phase < phases.size(); phase++) {
                        long planned = timetable.planned(phase);
                        var testCase = result.phases().get(phase).testCases().stream()
                                .filter(each -> each.name().equals(name))
                                .toList();
                        assertThat(testCase)
                                .extracting(Result.TestCaseResult::ledger)
                                .isEqualTo(
                                        phases.get(phase).demands().containsKey(name)
                                                ? List.of(new Result.Ledger(planned, planned, 0, 0, planned, 0, 0))
                                                : List.of());
                    }
                }
                long browses = started(result, "browse");
                long buys = started(result, "buy");
                assertThat(browsed).containsExactlyInAnyOrderElementsOf(first(browses));
                assertThat(bought).containsExactlyInAnyOrderElementsOf(first(buys));
                assertThat(server.asked()).hasSize((int) browses);
                assertThat(Runs.requests(result)).isEqualTo(browses);
                if (arrivals == Arrivals.EVEN) {
                    assertThat(browses)
                            .isEqualTo(
                                    30 + 60 + 233 + 1); // 323.1: N runs on over the phases, and trigger 0 is due at 0
                }
            }
        }
    }

    private static long started(Result result, String testCase) {
        return result.phases().stream()
                .flatMap(phase -> phase.testCases().stream())
                .filter(each -> each.name().equals(testCase))
                .mapToLong(each -> each.ledger().started())
                .sum();
    }

    @Test
    void thePoissonTriggersOfASeedAreTheSameInEachRun() {
        var nobody = FaultyServer.nobody();
        var first = Runs.run(test(phases(Arrivals.POISSON), nobody), 1);
        var second = Runs.run(test(phases(Arrivals.POISSON), nobody), 2);

        assertThat(started(first, "buy")).isEqualTo(started(second, "buy")).isPositive();
    }

    @Test
    void aPhaseWithoutTriggersIsWaitedFor() {
        long from = System.nanoTime();
        var result = Runs.run(test(
                List.of(new Phase("calm", Kind.STEADY, THIRD, Map.of("browse", constant(0, Arrivals.EVEN)))),
                FaultyServer.nobody()));

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(THIRD);
        assertThat(Runs.only(result).ledger()).isEqualTo(new Result.Ledger(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theAchievedRateIsStartedTriggersByTheLengthOfThePhase() {
        var result = Runs.times(100, FaultyServer.nobody(), load -> {});

        assertThat(Runs.only(result).askedTps()).isEqualTo(200);
        assertThat(Runs.only(result).achievedTps()).isEqualTo(200);
    }

    @Test
    void whatIsAskedByPoissonArrivalsIsWhatTheirSeedPlanned() {
        var phase = new Phase("steady", Kind.STEADY, THIRD, Map.of("buy", constant(33.3, Arrivals.POISSON)));

        var buy = Runs.only(Runs.run(test(List.of(phase), FaultyServer.nobody())));

        long planned = Timetable.of(List.of(phase), "buy", 42).planned(0);
        assertThat(planned).isNotEqualTo(10);
        assertThat(buy.askedTps()).isEqualTo(planned / 0.3).isEqualTo(buy.achievedTps());
    }
}
