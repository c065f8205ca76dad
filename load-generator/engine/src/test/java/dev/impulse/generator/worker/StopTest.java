package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.LoadGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A load test that is ended early is accounted for up to then.
@Tag("engine")
class StopTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Stop stop = new Stop();

    private static Phase phase(String name, Demand demand) {
        return new Phase(name, Phase.Kind.STEADY, LONG, Map.of("scenario", demand));
    }

    private Result run(java.net.URI target, LoadGenerator scenario, List<Phase> phases) throws InterruptedException {
        var test = new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario)),
                phases,
                List.of(Gate.parse("errors = 0")),
                1,
                Runs.PATIENT);
        var result = new LoadTestRun(test, 2, null).run(Observer.NONE, stop);
        Runs.assertBalanced(result);
        return result;
    }

    private LoadGenerator stoppingAt(int number) {
        return load -> {
            if (load.number() == number) {
                stop.request("by the test");
            }
            load.get("/").send();
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDueUntilThenIsPlannedAndNothingAfterIt(Arrivals arrivals) throws InterruptedException {
        try (var server = TestServer.content()) {
            var phases = List.of(
                    phase("first", new Demand.Open(new Constant(200), arrivals)),
                    phase("second", new Demand.Open(new Constant(200), arrivals)));

            var result = run(server.uri(), stoppingAt(100), phases);

            assertThat(result.phases()).singleElement().satisfies(phase -> {
                assertThat(phase.lasted()).isEqualTo(result.lasted()).isLessThan(LONG);
                var found = phase.testCases().getFirst();
                assertThat(found.ledger().planned())
                        .isEqualTo(found.ledger().ok())
                        .isEqualTo(server.asked().size())
                        .isGreaterThan(100);
                assertThat(found.askedTps()).isEqualTo(found.achievedTps());
            });
        }
    }

    @Test
    void itIsInconclusiveAndSaysHowFarItCame() throws InterruptedException {
        try (var server = TestServer.content()) {
            var result = run(
                    server.uri(),
                    stoppingAt(10),
                    List.of(phase("first", new Demand.Open(new Constant(100), Arrivals.EVEN))));

            assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.reason())
                    .matches("stopped by the test after .* of 30 s: what was not run cannot be judged");
            assertThat(result.gates())
                    .singleElement()
                    .satisfies(gate -> assertThat(gate.met()).isTrue());
        }
    }

    @Test
    void usersOfAClosedModelDoNotStartAgain() throws InterruptedException {
        try (var server = TestServer.content()) {
            var result = run(server.uri(), stoppingAt(50), List.of(phase("first", new Demand.Closed(4))));

            assertThat(Runs.only(result).ledger().ok()).isEqualTo(server.asked().size());
            assertThat(result.lasted()).isLessThan(LONG);
        }
    }

    @Test
    void aWishThatComesWhenAllPhasesAreOverChangesNothing() throws InterruptedException {
        try (var server = TestServer.content()) {
            var last = new Phase(
                    "short",
                    Phase.Kind.STEADY,
                    Duration.ofMillis(100),
                    Map.of("scenario", Runs.even(1, Duration.ofMillis(100))));
            var result = run(
                    server.uri(),
                    load -> {
                        Thread.sleep(200);
                        stop.request("by the test");
                        Thread.sleep(200);
                        load.get("/").send();
                    },
                    List.of(last));

            assertThat(result.verdict()).isNotEqualTo(Verdict.FAILED);
            assertThat(result.reason()).doesNotContain("stopped");
            assertThat(Runs.only(result).ledger().ok()).isEqualTo(1);
        }
    }
}
