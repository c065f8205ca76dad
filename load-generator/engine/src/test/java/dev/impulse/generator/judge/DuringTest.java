package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Marker;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was done while a load test ran, and gates on the time of it.
class DuringTest {

    /// A warm-up of ten seconds and a steady phase of ten: slow from its seventh second on, which is the run's 16th,
    /// and with refused ones in its eighth.
    private static Evidence withASlowEnd(Marker... markers) {
        var seconds = new Run[10];
        for (int second = 0; second < seconds.length; second++) {
            seconds[second] = Run.of("browse").ok(90, second < 6 ? 10 : 400);
        }
        seconds[7] = Run.of("browse").ok(90, 800).failed(10, 1, ErrorKind.REFUSED);
        var warmingUp =
                Run.of("browse").ok(900, 900).secondsFrom(0, Run.of("browse").ok(90, 900));
        var steady = Run.of("browse").ok(900, 10).secondsFrom(10, seconds);
        return new Evidence(
                List.of(
                        Run.phase("warm-up", Phase.Kind.WARM_UP, 0.05, warmingUp),
                        Run.phase("steady", Phase.Kind.STEADY, 0.05, steady)),
                null,
                Watched.NOTHING,
                witnessed(markers));
    }

    private static Testimony witnessed(Marker... markers) {
        return new Testimony(List.of(), List.of(), List.of(markers));
    }

    private static Marker restart(double from, double to) {
        return marker(from, to, Marker.Outcome.DONE, false);
    }

    private static Marker marker(double from, double to, Marker.Outcome outcome, boolean mayFail) {
        return new Marker(
                "restart",
                Duration.ofMillis(Math.round(from * 1000)),
                Duration.ofMillis(Math.round(to * 1000)),
                outcome,
                "exit code 1",
                mayFail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p99 < 300 ms while restart           | 12.1 | 13.9 | true  | 10 ms (while restart, from 00:12 to 00:13)
            p99 < 300 ms while restart           | 14.5 | 16.2 | false | 400 ms (while restart, from 00:14 to 00:16)
            p99 < 300 ms while restart in steady | 14.5 | 16   | true  | 10 ms (while restart, from 00:14 to 00:16)
            p99 < 300 ms while restart           | 16.3 | 16.4 | false | 400 ms (while restart, at 00:16)
            p99 < 300 ms from restart for 5 s    | 12.1 | 12.2 | false | 800 ms (from restart for 5 s, from 00:12 to 00:17)
            errors < 5 % while restart           | 17.2 | 17.8 | false | 10 % (10 of 100) (while restart, at 00:17)
            errors < 6 % while restart           | 16   | 18   | true  | 5.3 % (10 of 190) (while restart, from 00:16 to 00:18)
            errors (status) = 0 while restart    | 17.2 | 17.8 | true  | 0 (while restart, at 00:17)
            p99 < 1 s while restart ok           | 9.5  | 10.5 | true  | 10 ms (while restart, from 00:09 to 00:10)
            """)
    void gateDuringAHookLooksAtTheSecondsThatItTouches(
            String text, double from, double to, boolean met, String actual) {
        var judgement = judge(withASlowEnd(restart(from, to)), text);

        assertThat(judgement.gates()).singleElement().satisfies(result -> {
            assertThat(result.actual()).isEqualTo(actual);
            assertThat(result.met()).isEqualTo(met);
            assertThat(result.phase()).isEqualTo("steady");
        });
    }

    @Test
    void whatHappenedTwiceIsOneWhile() {
        var evidence = withASlowEnd(restart(11, 12), restart(17, 18));

        assertThat(judge(evidence, "p50 < 300 ms while restart", "max < 300 ms while restart")
                        .gates())
                .extracting(GateResult::actual)
                .containsExactly(
                        "10 ms (while restart, from 00:11 to 00:12, from 00:17 to 00:18)",
                        "800 ms (while restart, from 00:11 to 00:12, from 00:17 to 00:18)");
    }

    @Test
    void gateDuringWhatDidNotHappenIsNotMet() {
        assertThat(judge(withASlowEnd(), "p99 < 1 s while restart")).satisfies(judgement -> {
            assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(judgement.gates())
                    .containsExactly(
                            new GateResult("p99 < 1 s while restart", "every phase", false, "restart did not happen"));
        });
        assertThat(judge(withASlowEnd(restart(2, 3)), "p99 < 1 s while restart").gates())
                .extracting(GateResult::actual)
                .containsExactly("nothing to judge");
    }

    @Test
    void gateDuringSecondsInWhichNothingEndedIsNotMet() {
        var silent = Run.of("browse")
                .ok(200, 10)
                .secondsFrom(
                        0,
                        Run.of("browse").ok(100, 10),
                        Run.of("browse"),
                        Run.of("browse").ok(100, 10));
        var evidence = new Evidence(Run.steady(silent).phases(), null, Watched.NOTHING, witnessed(restart(1.2, 1.8)));

        assertThat(judge(evidence, "p99 < 1 s while restart").gates())
                .extracting(GateResult::actual)
                .containsExactly("nothing ended while restart, at 00:01");
    }

    @Test
    void whatNeverEndedCountsWhereTheHookReachesToTheEnd() {
        var unfinished = Run.of("browse")
                .ok(200, 10)
                .unfinished(50)
                .secondsFrom(0, Run.of("browse").ok(100, 10), Run.of("browse").ok(100, 10));
        var phases = Run.steady(unfinished).phases();

        assertThat(judge(
                                new Evidence(phases, null, Watched.NOTHING, witnessed(restart(1, 4))),
                                "errors = 0 while restart")
                        .gates())
                .extracting(GateResult::actual)
                .containsExactly("50 (while restart, from 00:01 to 00:04)");
        assertThat(judge(
                                new Evidence(phases, null, Watched.NOTHING, witnessed(restart(0, 1))),
                                "errors = 0 while restart")
                        .gates())
                .extracting(GateResult::actual)
                .containsExactly("0 (while restart, from 00:00 to 00:01)");
    }

    @Test
    void aHookThatFailedMakesTheRunInconclusiveHoweverGoodTheGates() {
        var failed = withASlowEnd(marker(12, 13, Marker.Outcome.FAILED, false));

        assertThat(judge(failed, "p99 < 1 s")).satisfies(judgement -> {
            assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(judgement.reason())
                    .isEqualTo("the hook restart failed after 12 s: exit code 1; what should have happened did not, so"
                            + " nothing is judged");
        });
    }

    @Test
    void aHookThatMayFailOrWasCutOffSpoilsNothing() {
        assertThat(judge(withASlowEnd(marker(12, 13, Marker.Outcome.FAILED, true)), "p99 < 1 s")
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(judge(withASlowEnd(marker(12, 20, Marker.Outcome.CUT_OFF, false)), "p99 < 1 s")
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    private static Judgement judge(Evidence evidence, String... gates) {
        return Judge.judge(Stream.of(gates).map(Gate::parse).toList(), Limits.DEFAULT, evidence);
    }
}
