package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.plan.Phase;
import dev.impulse.measure.watch.Watched;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Gates on mocked dependencies, in a warm-up, a steady and a peak phase. In each, 120 triggers were started.
class DependencyGateTest {
    private static final long MS = 1_000_000;

    /// The given delay: 10 ms to 400 ms, by percentiles.
    private static final Times GIVEN =
            new Times(130, 5 * MS, 10 * MS, 20 * MS, 80 * MS, 200 * MS, 300 * MS, 400 * MS, 15.5 * MS);

    private static final MockedDependency PAYMENTS = new MockedDependency(
            "payments",
            List.of(
                    inPhase("warm-up", 9_000, 900, 900, GIVEN),
                    inPhase("steady", 132, 2, 4, GIVEN),
                    inPhase("peak", 0, 0, 0, Times.NONE)),
            List.of(),
            null);

    private static InPhase inPhase(String phase, long calls, long unmatched, long faults, Times given) {
        return new InPhase(phase, calls, unmatched, faults, given, given, Times.NONE, List.of(), List.of());
    }

    private static Judgement judge(List<MockedDependency> dependencies, Run run, String... gates) {
        var evidence = new Evidence(
                List.of(
                        Run.phase("warm-up", Phase.Kind.WARM_UP, 0.05, run),
                        Run.phase("steady", Phase.Kind.STEADY, 0.05, run),
                        Run.phase("peak", Phase.Kind.PEAK, 0.05, run)),
                null,
                Watched.NOTHING,
                new Testimony(List.of(), dependencies, List.of()));
        return Judge.judge(Stream.of(gates).map(Gate::parse).toList(), Limits.DEFAULT, evidence);
    }

    /// With three that were not started, which do not count.
    private static Judgement judge(String... gates) {
        return judge(List.of(PAYMENTS), Run.of("browse").ok(120, 10).notStarted(3), gates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            payments calls <= 1.1 a trigger in steady | true  | 1.1 a trigger (132 of 120 triggers)
            payments calls < 1.1 a trigger in steady  | false | 1.1 a trigger (132 of 120 triggers)
            payments calls = 0 a trigger in peak      | true  | 0 a trigger (0 of 120 triggers)
            payments calls > 100 in steady            | true  | 132
            payments calls > 0 in peak                | false | 0
            payments unmatched = 0 in steady          | false | 2
            payments unmatched = 0 in peak            | true  | 0
            payments unmatched < 2 % in steady        | true  | 1.5 % (2 of 132)
            payments unmatched < 2 % in peak          | false | it was not called
            payments faults < 3 % in steady           | false | 3 % (4 of 132)
            payments faults <= 4 in steady            | true  | 4
            payments delay p50 < 11 ms in steady      | true  | 10 ms
            payments delay p90 < 20 ms in steady      | false | 20 ms
            payments delay p95 <= 80 ms in steady     | true  | 80 ms
            payments delay p99 < 200 ms in steady     | false | 200 ms
            payments delay p99.9 < 1 s in steady      | true  | 300 ms
            payments delay max < 400 ms in steady     | false | 400 ms
            payments delay mean < 16 ms in steady     | true  | 15.5 ms
            payments delay p95 < 1 s in peak          | false | it was not called
            """)
    void theyAreHeldAgainstWhatTheMockWasAsked(String text, boolean met, String actual) {
        String phase = text.substring(text.lastIndexOf(' ') + 1);

        assertThat(judge(text).gates()).containsExactly(new GateResult(text, phase, met, actual));
    }

    @Test
    void withoutAPhaseTheyHoldInEachThatIsNoWarmUp() {
        var judgement = judge("payments calls < 200");

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.gates())
                .containsExactly(
                        new GateResult("payments calls < 200", "steady", true, "132"),
                        new GateResult("payments calls < 200", "peak", true, "0"));
    }

    @Test
    void triggersOfAllTestCasesCount() {
        var phase = Run.phase(
                "steady",
                Phase.Kind.STEADY,
                0.05,
                Run.of("browse").ok(120, 10),
                Run.of("checkout").ok(10, 10).unfinished(2));
        var evidence = new Evidence(
                List.of(phase), null, Watched.NOTHING, new Testimony(List.of(), List.of(PAYMENTS), List.of()));

        assertThat(Judge.judge(List.of(Gate.parse("payments calls = 1 a trigger")), Limits.DEFAULT, evidence)
                        .gates())
                .containsExactly(new GateResult(
                        "payments calls = 1 a trigger", "steady", true, "1 a trigger (132 of 132 triggers)"));
    }

    @Test
    void oneThatIsNotMetFailsTheRun() {
        var judgement = judge("payments calls <= 1 a trigger in steady");

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason())
                .isEqualTo("steady: payments calls 1.1 a trigger (132 of 120 triggers) (expected <= 1 a trigger)");
    }

    @Test
    void oneWithoutCallsToLookAtFailsTheRun() {
        var judgement = judge("payments delay p95 < 1 s in peak");

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason()).isEqualTo("peak: payments delay p95 it was not called (expected < 1 s)");
    }

    @Test
    void withoutAStartedTriggerNothingIsMeasuredByThem() {
        assertThat(judge(List.of(PAYMENTS), Run.of("browse").notStarted(9), "payments calls < 9 a trigger in peak")
                        .gates())
                .containsExactly(new GateResult(
                        "payments calls < 9 a trigger in peak", "peak", false, "no trigger was started"));
    }

    @Test
    void whatALostMockWasAskedIsInconclusiveWithTheReasonAndNeverPassed() {
        var judgement = judge(
                List.of(MockedDependency.lost("payments", "it ended by itself with exit code 9")),
                Run.of("browse").ok(120, 10),
                "payments unmatched = 0 in peak");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("the mock of payments").endsWith("exit code 9");
        assertThat(judgement.gates())
                .containsExactly(new GateResult(
                        "payments unmatched = 0 in peak",
                        "peak",
                        false,
                        "not read: it ended by itself with exit code 9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stock calls = 0 in peak    | peak: stock calls not read: stock was not mocked
            catalogue calls = 0        | steady: catalogue calls not read: the mock says nothing of this phase
            """)
    void whatNobodyTellsIsInconclusive(String text, String reason) {
        var silent = new MockedDependency("catalogue", List.of(), List.of(), null);
        var judgement = judge(List.of(PAYMENTS, silent), Run.of("browse").ok(120, 10), text);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).startsWith(reason).endsWith("what could not be read cannot be judged");
    }
}
