package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.StartedSecond;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    /// 1,000 triggers: 980 in 10 ms, 10 failed in 50 ms, 5 timed out, 3 not started, 2 unfinished.
    private static Run mixed() {
        return Run.of("checkout")
                .ok(980, 10)
                .failed(10, 50, ErrorKind.STATUS)
                .timedOut(5)
                .request("pay", 7)
                .notStarted(3)
                .unfinished(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            checkout p50 < 20 ms                | true  | 10 ms
            checkout p90 < 5 ms                 | false | 10 ms
            checkout p99 < 60 ms                | true  | 50 ms
            checkout p99 < 20 ms ok             | false | > 10 s
            checkout p99.9 < 60 s               | false | > 10 s
            checkout p99.9 > 1 ms               | false | > 10 s
            checkout max < 60 s                 | false | > 10 s
            checkout mean < 60 ms               | false | no mean: 10 without an end
            checkout/pay p99 < 60 ms            | true  | 50 ms
            checkout/pay mean < 60 ms           | false | no mean: 5 without an end
            checkout/pay service p95 < 8 ms     | true  | 7 ms
            checkout/pay service p99 < 8 ms ok  | true  | 7 ms
            checkout/pya p99 < 60 ms            | false | no such request (did you mean pay?)
            checkout/refund p99 < 60 ms         | false | no such request was made
            errors < 2.1 %                      | true  | 2 % (20 of 1,000)
            errors < 2 %                        | false | 2 % (20 of 1,000)
            errors <= 2 %                       | true  | 2 % (20 of 1,000)
            errors = 0                          | false | 20
            errors (status) <= 10               | true  | 10
            errors (timeout) of checkout = 5    | true  | 5
            errors (check) = 0                  | true  | 0
            errors of checkout/pay < 2 %        | true  | 1.5 % (15 of 995)
            tps >= 99 % of asked                | true  | 100 % (100 of 100 tps)
            tps > 100 % of asked                | false | 100 % (100 of 100 tps)
            checkout p99 < 60 ms in peak        | false | nothing to judge
            """)
    void gateIsHeldAgainstTheRealValue(String text, boolean met, String actual) {
        assertThat(judge(Run.steady(mixed()), text).gates()).singleElement().satisfies(result -> {
            assertThat(result.gate()).isEqualTo(text);
            assertThat(result.actual()).isEqualTo(actual);
            assertThat(result.met()).isEqualTo(met);
        });
    }

    @Test
    void rankIsRoundedUp() {
        // The 991st of 1,001 is p99: one more than 990 values of 10 ms.
        var run = Run.of("browse").ok(990, 10).ok(11, 20);

        assertThat(judge(Run.steady(run), "p99 < 15 ms").gates().getFirst().actual())
                .isEqualTo("20 ms");
        assertThat(judge(Run.steady(Run.of("browse").ok(990, 10).ok(10, 20)), "p99 < 15 ms")
                        .gates()
                        .getFirst()
                        .actual())
                .isEqualTo("10 ms");
    }

    @Test
    void gateWithoutATestCaseHoldsForEachAndShowsTheWorst() {
        var judgement = judge(
                Run.steady(Run.of("browse").ok(10_000, 2), Run.of("checkout").ok(100, 1_840)), "p99 < 300 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.gates())
                .containsExactly(new GateResult("p99 < 300 ms", "steady", false, "1,840 ms of checkout"));
    }

    @Test
    void gateWithoutAPhaseHoldsInEachThatIsNoWarmUp() {
        var evidence = Run.whole(List.of(
                Run.phase("warm-up", Phase.Kind.WARM_UP, 0.05, Run.of("browse").ok(100, 900)),
                Run.phase("steady", Phase.Kind.STEADY, 0.05, Run.of("browse").ok(100, 10)),
                Run.phase("sale", Phase.Kind.PEAK, 0.05, Run.of("browse").ok(100, 20))));

        assertThat(judge(evidence, "p99 < 300 ms").gates())
                .extracting(GateResult::phase)
                .containsExactly("steady", "sale");
        assertThat(judge(evidence, "p99 < 300 ms in peak").gates())
                .extracting(GateResult::phase)
                .containsExactly("sale");
        assertThat(judge(evidence, "p99 < 300 ms").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void failureNamesPhaseGateAndValue() {
        var judgement = judge(
                Run.whole(List.of(Run.phase(
                        "peak", Phase.Kind.PEAK, 0.05, Run.of("checkout").ok(100, 1_840)))),
                "checkout p99 < 300 ms",
                "checkout max < 300 ms");

        assertThat(judgement.reason()).isEqualTo("peak: checkout p99 1,840 ms (expected < 300 ms), and 1 more gate");
    }

    @Test
    void passedSaysHowManyAndHowPunctual() {
        var judgement = judge(Run.steady(Run.of("browse").ok(6_000, 2)), "p99 < 300 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.reason()).isEqualTo("6,000 of 6,000 triggers, all on time (99 % within 0.05 ms)");
    }

    @Test
    void lateGeneratorIsInconclusiveEvenIfAGateIsNotMet() {
        var late = Run.whole(List.of(
                Run.phase("steady", Phase.Kind.STEADY, 12, Run.of("browse").ok(100, 50))));

        for (var gate : List.of("p99 < 40 ms", "p99 < 100 ms")) {
            var judgement = judge(late, gate);
            assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(judgement.reason())
                    .startsWith("the generator was late in steady: 10 % of triggers started more than ")
                    .contains("after they were due (p99 12 ms)");
            assertThat(judgement.gates()).hasSize(1);
        }
    }

    private static Evidence with(MockedDependency dependency) {
        var run = Run.whole(List.of(
                Run.phase("steady", Phase.Kind.STEADY, 0.1, Run.of("browse").ok(100, 50))));
        return new Evidence(
                run.phases(), run.stopped(), run.watched(), new Testimony(List.of(), List.of(dependency), List.of()));
    }

    /// @param addedMillis what the mock itself took, all of its answers
    private static MockedDependency payments(String phase, double addedMillis) {
        var added = new Histogram(3);
        added.recordValueWithCount(Math.round(addedMillis * 1e6), 200);
        var times = new RankedTimes(added, 0, Duration.ZERO).figures();
        return new MockedDependency(
                "payments",
                List.of(new InPhase(
                        phase,
                        200,
                        0,
                        0,
                        Times.NONE,
                        times,
                        times,
                        List.of(),
                        List.of("its loop worked 99 % of the time"))),
                List.of(),
                null);
    }

    @Test
    void aMockThatWasLateIsInconclusiveAndSaysWhatItWasShortOf() {
        var judgement = judge(with(payments("steady", 12)), "p99 < 100 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .isEqualTo("the mock of payments was late in steady: 1 % of its answers left more than 12 ms after"
                        + " they were due, where 10 ms is allowed");
        assertThat(judgement.causes())
                .containsExactly(
                        "its loop worked 99 % of the time", "give the mock a core of its own, or lower the rate");
    }

    @Test
    void aMockMayBeAsLateAsTheGenerator() {
        assertThat(judge(with(payments("steady", 9.9)), "p99 < 100 ms").verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(judge(with(payments("steady", 9.9)), "errors = 0").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(with(payments("warm-up", 50)), "p99 < 100 ms").verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void aMockOfWhichNothingIsKnownIsInconclusive() {
        var judgement = judge(with(MockedDependency.lost("payments", "its process had ended")), "p99 < 100 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .isEqualTo("the mock of payments could not be asked what it had done: its process had ended");
    }

    /// 10 s at 1,000 a second; in the 4th and the 5th a tenth of the triggers is late.
    private static Evidence lateFor(double busiest) {
        var seconds = IntStream.range(0, 10)
                .mapToObj(second -> new StartedSecond(second, 1_000, second == 3 || second == 4 ? 100 : 0, busiest))
                .toList();
        var phase = Run.phase("steady", Phase.Kind.STEADY, 12, Run.of("browse").ok(10_000, 50));
        return Run.whole(List.of(new PhaseEvidence(
                phase.name(), phase.kind(), phase.lasted(), phase.testCases(), phase.lateness(), seconds)));
    }

    @Test
    void lateGeneratorIsToldWithItsMoments() {
        assertThat(judge(lateFor(0.2)).reason()).contains("after they were due, from 00:03 to 00:05 (p99 12 ms)");
    }

    @Test
    void loopsThatHaveNoTimeLeftAreToldWithTheRateThatTheyCouldKeep() {
        assertThat(judge(lateFor(0.98)).causes())
                .containsExactly(
                        "its busiest loop worked 98 % of the time",
                        "give the generator more cores, or lower the rate to about 820 tps, which is what this machine can keep");
    }

    @Test
    void loopsThatHaveTimeAreNotToldToBeBusy() {
        assertThat(judge(lateFor(0.2)).causes())
                .containsExactly("give the generator a core of its own, or lower the rate");
    }

    /// One trigger of a thousand was 150 ms late: p99 is not, and the maximum is.
    private static Evidence onceLate(double slowestMillis) {
        var phase = Run.phase(
                "steady", Phase.Kind.STEADY, 0.05, Run.of("browse").ok(999, 10).ok(1, slowestMillis));
        phase.lateness().recordValue(150_000_000);
        return Run.whole(List.of(phase));
    }

    @Test
    void gateThatLatenessAloneMayHaveMissedIsInconclusive() {
        var judgement = judge(onceLate(212), "max < 100 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .isEqualTo(
                        "steady: max 212 ms (expected < 100 ms), which may be the generator's own doing: it was up to"
                                + " 150 ms late");
    }

    @Test
    void gateThatIsMissedHoweverOnTimeTheGeneratorHadBeenFails() {
        assertThat(judge(onceLate(400), "max < 100 ms").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judge(onceLate(212), "max < 100 ms", "errors > 0").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void gateThatIsMetInSpiteOfLatenessIsMet() {
        assertThat(judge(onceLate(90), "max < 100 ms").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void latenessIsMeasuredAgainstTheTightestGateOfThePhase() {
        var late = Run.whole(List.of(
                Run.phase("steady", Phase.Kind.STEADY, 12, Run.of("browse").ok(100, 50))));

        assertThat(judge(late, "p99 < 300 ms").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judge(late, "p99 < 300 ms", "p50 < 100 ms").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(late, "errors = 0").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void latenessOfAWarmUpDecidesNothing() {
        var evidence = Run.whole(List.of(
                Run.phase("warm-up", Phase.Kind.WARM_UP, 500, Run.of("browse").ok(100, 10)),
                Run.phase("steady", Phase.Kind.STEADY, 0.05, Run.of("browse").ok(100, 10))));

        assertThat(judge(evidence, "p99 < 20 ms").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void triggersThatAreUnaccountedForAreInconclusive() {
        var judgement = judge(Run.steady(Run.of("browse").ok(100, 10).unaccounted(4)), "p50 < 20 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .isEqualTo(
                        "4 of 104 triggers of browse in steady are unaccounted for: a worker that had to start them was lost");
    }

    @Test
    void ledgerThatDoesNotBalanceIsInconclusive() {
        var judgement = judge(Run.steady(Run.of("browse").ok(100, 10).lost(4)), "p50 < 20 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .startsWith("the ledger of browse in steady does not balance: planned 104, started 100, not started 0");
    }

    @Test
    void testCaseWithoutAnOkTriggerFailsHoweverQuick() {
        var judgement = judge(Run.steady(Run.of("browse").failed(400, 1, ErrorKind.REFUSED)), "p99 < 300 ms");

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason()).isEqualTo("steady: none of 400 triggers of browse was ok (refused 400)");
    }

    @Test
    void withoutGatesTheRateMustBeKept() {
        assertThat(judge(Run.steady(Run.of("browse").ok(990, 10).notStarted(10)))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        var judgement = judge(Run.steady(Run.of("browse").ok(980, 10).notStarted(20)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason())
                .isEqualTo(
                        "steady: the rate of browse was not kept: 980 of 1,000 triggers started, the others waited too long for room");
    }

    @Test
    void runInWhichNothingStartedFails() {
        assertThat(judge(Run.steady(Run.of("browse").tps(0, 0))).reason()).isEqualTo("no trigger was started");
    }

    @Test
    void runOfWarmUpsAloneIsInconclusive() {
        var evidence = Run.whole(List.of(
                Run.phase("warm-up", Phase.Kind.WARM_UP, 0.05, Run.of("browse").ok(1, 1))));

        assertThat(judge(evidence).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /// Ten quiet seconds with three slow ones among them, which a phase as a whole hides.
    private static Run withASlowStretch() {
        var seconds = new Run[10];
        for (int second = 0; second < seconds.length; second++) {
            seconds[second] = Run.of("browse").ok(98, 10).ok(2, second >= 4 && second <= 6 ? 800 : 10);
        }
        return Run.of("browse").ok(994, 10).ok(6, 800).seconds(seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p99 < 300 ms                | true  | 10 ms
            p99 < 300 ms over any 3 s   | false | 800 ms (from 3 s to 6 s)
            p99 < 300 ms over any 10 s  | true  | 10 ms (from 0 s to 10 s)
            p99 < 300 ms over any 1 min | true  | 10 ms (from 0 s to 10 s)
            max < 1 s over any 1 s      | true  | 800 ms (from 4 s to 5 s)
            """)
    void gateOverAnyWindowShowsTheWorstOne(String text, boolean met, String actual) {
        assertThat(judge(Run.steady(withASlowStretch()), text).gates())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.actual()).isEqualTo(actual);
                    assertThat(result.met()).isEqualTo(met);
                });
    }

    @Test
    void secondsInWhichNothingEndedSayNothing() {
        var stalled = Run.of("browse")
                .ok(200, 10)
                .seconds(
                        Run.of("browse").ok(100, 10),
                        Run.of("browse"),
                        Run.of("browse").ok(100, 10));

        assertThat(judge(Run.steady(stalled), "p99 < 300 ms over any 1 s").verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void whatNeverEndedBelongsToTheLastWindow() {
        var unfinished = Run.of("browse")
                .ok(200, 10)
                .unfinished(50)
                .seconds(Run.of("browse").ok(100, 10), Run.of("browse").ok(100, 10));

        assertThat(judge(Run.steady(unfinished), "p50 < 300 ms over any 1 s", "p90 < 300 ms over any 1 s")
                        .gates())
                .extracting(GateResult::actual)
                .containsExactly("10 ms (from 0 s to 1 s)", "> 10 s (from 1 s to 2 s)");
    }

    @Test
    void conditionThatAbortedTheRunFailsItHoweverGoodTheGates() {
        var abort = (Gate.Abort) Gate.parse("abort if errors > 50 % for 5 s");
        var evidence = new Evidence(
                Run.steady(Run.of("browse").ok(100, 10)).phases(),
                new Evidence.Stopped(
                        "errors > 50 % for 5 s (93 % of browse in the last one)",
                        Duration.ofSeconds(7), Duration.ofSeconds(50), abort),
                Watched.NOTHING);

        var judgement = Judge.judge(List.of(Gate.parse("p99 < 1 s"), abort), Limits.DEFAULT, evidence);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason())
                .isEqualTo("aborted after 7 s of 50 s: errors > 50 % for 5 s (93 % of browse in the last one)");
        assertThat(judgement.gates()).extracting(GateResult::met).containsExactly(true, false);
    }

    @Test
    void throughputOfAClosedModelIsNotJudged() {
        var judgement = judge(Run.steady(Run.of("browse").ok(100, 10).tps(0, 50)), "tps >= 99 % of asked");

        assertThat(judgement.gates())
                .containsExactly(new GateResult("tps >= 99 % of asked", "every phase", false, "nothing to judge"));
    }

    private static Judgement judge(Evidence evidence, String... gates) {
        return Judge.judge(Stream.of(gates).map(Gate::parse).toList(), Limits.DEFAULT, evidence);
    }
}
