package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.Witness;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.GateResult;
import dev.impulse.generator.plan.Phase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Conditions end a load test while it runs.
@Tag("engine")
class AbortTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private static Result run(URI target, Phase.Kind kind, Duration lasting, String... gates)
            throws InterruptedException {
        return run(target, Witness.NONE, kind, lasting, gates);
    }

    private static Result run(URI target, Witness witness, Phase.Kind kind, Duration lasting, String... gates)
            throws InterruptedException {
        var result = new LoadTestRun(
                        new LoadTest(
                                "test",
                                target,
                                List.of(new TestCase(
                                        "browse",
                                        () -> load ->
                                                load.get("/").named("list").send())),
                                List.of(new Phase(
                                        "first",
                                        kind,
                                        lasting,
                                        Map.of("browse", Runs.even((int) lasting.toMillis() / 10, lasting)))),
                                Stream.of(gates).map(Gate::parse).toList(),
                                1,
                                Runs.PATIENT),
                        1,
                        null)
                .run(Observer.NONE, witness, new Stop());
        Runs.assertBalanced(result);
        return result;
    }

    @Test
    void aRunWhoseErrorsLastIsEndedAndFails() throws InterruptedException {
        try (var server = TestServer.answering(500, "broken")) {
            var result = run(server.uri(), Phase.Kind.STEADY, LONG, "abort if errors > 50 % for 2 s");

            assertThat(result.verdict()).isIn(Verdict.FAILED, Verdict.INCONCLUSIVE);
            assertThat(result.lasted()).isLessThan(LONG);
            assertThat(result.gates()).singleElement().satisfies(gate -> {
                assertThat(gate.met()).isFalse();
                assertThat(gate.actual())
                        .matches("errors > 50 % for 2 s \\(100 % \\(\\d+ of \\d+\\) of browse in the last one\\)");
            });
        }
    }

    @Test
    void aWarmUpInWhichEverythingFailsIsEndedAsWell() throws InterruptedException {
        try (var server = TestServer.answering(500, "broken")) {
            var result =
                    run(server.uri(), Phase.Kind.WARM_UP, LONG, "abort if errors (status) of browse/list > 0 for 1 s");

            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.reason()).startsWith("aborted after ");
        }
    }

    @Test
    void aFigureOfTheSystemThatLastsEndsTheRun() throws InterruptedException {
        var witness = new Witness() {
            @Override
            public double seen(String of, String name, String part, long second) {
                return of.equals("system") && name.equals("threads") ? 400 + 100 * second : Double.NaN;
            }

            @Override
            public Testimony ended(List<PhaseTimes> phases) {
                return Testimony.NONE;
            }
        };
        try (var server = TestServer.content()) {
            var result = run(
                    server.uri(),
                    witness,
                    Phase.Kind.STEADY,
                    LONG,
                    "abort if system threads > 500 for 2 s",
                    "abort if system heap > 1 % for 1 s");

            assertThat(result.lasted()).isLessThan(LONG);
            assertThat(result.gates())
                    .extracting(GateResult::actual)
                    .containsExactly("system threads > 500 for 2 s (700 in the last one)", "did not last");
        }
    }

    @Test
    void aConditionThatDoesNotLastEndsNothing() throws InterruptedException {
        try (var server = TestServer.content()) {
            var lasting = Duration.ofSeconds(3);

            var result = run(
                    server.uri(),
                    Phase.Kind.STEADY,
                    lasting,
                    "abort if errors > 0 % for 1 s",
                    "abort if p50 > 30 s for 1 s");

            assertThat(result.lasted()).isEqualTo(lasting);
            assertThat(result.gates()).allSatisfy(gate -> {
                assertThat(gate.met()).isTrue();
                assertThat(gate.actual()).isEqualTo("did not last");
            });
            assertThat(Runs.only(result).seconds().stream()
                            .mapToLong(Result.Second::started)
                            .sum())
                    .isEqualTo(300);
            assertThat(Runs.only(result).seconds().stream()
                            .mapToLong(Result.Second::ok)
                            .sum())
                    .isEqualTo(300);
        }
    }
}
