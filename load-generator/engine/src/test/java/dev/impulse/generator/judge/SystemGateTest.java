package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Figure;
import dev.impulse.generator.Limits;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.plan.Phase;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Gates on figures of the system under test, in a warm-up and a steady phase of 10 s each.
class SystemGateTest {
    private static final List<Figure> FIGURES = List.of(
            figure("threads", "", "1", 500, 40, 60, 50),
            figure("threads", "pool-1-thread-*", "1", 400, 7, 8, 7),
            figure("cpu", "", "%", 300, 100, Double.NaN, 50),
            figure("rss", "", "By", 900e6, 480e6, 512e6, 500e6),
            Figure.missing("system", "heap", "%", "none of its processes is a JVM"));

    /// @param warmUp in each of its ten seconds
    /// @param steady in its first seconds
    private static Figure figure(String name, String part, String unit, double warmUp, double... steady) {
        var values = new ArrayList<>(Collections.nCopies(10, warmUp));
        DoubleStream.of(steady).forEach(values::add);
        return new Figure("system", name, part, unit, 0, values);
    }

    private static Judgement judge(Run run, String... gates) {
        var evidence = new Evidence(
                List.of(
                        Run.phase("warm-up", Phase.Kind.WARM_UP, 0.05, run),
                        Run.phase("steady", Phase.Kind.STEADY, 0.05, run)),
                null,
                Watched.NOTHING,
                new Testimony(FIGURES));
        return Judge.judge(Stream.of(gates).map(Gate::parse).toList(), Limits.DEFAULT, evidence);
    }

    private static Judgement judge(String... gates) {
        return judge(Run.of("browse").ok(100, 10), gates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            system threads < 61                   | true  | 60 (at 11 s)
            system threads < 60                   | false | 60 (at 11 s)
            system threads > 39                   | true  | 40 (at 10 s)
            system threads >= 41                  | false | 40 (at 10 s)
            system mean threads < 51              | true  | 50
            system threads (pool-1-thread-*) < 8  | false | 8 (at 11 s)
            system cpu < 150 %                    | true  | 100 % (at 10 s)
            system rss < 512 MB                   | false | 512 MB (at 11 s)
            system rss < 500 MiB                  | true  | 512 MB (at 11 s)
            """)
    void theyHoldInEachSecondOfAPhaseAndNotInAWarmUp(String text, boolean met, String actual) {
        assertThat(judge(text).gates()).containsExactly(new GateResult(text, "steady", met, actual));
    }

    @Test
    void oneThatIsNotMetFailsTheRun() {
        var judgement = judge("system threads < 50 in steady");

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason()).isEqualTo("steady: system threads 60 (at 11 s) (expected < 50)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            system heap < 80 %                   | not read: none of its processes is a JVM
            system open files < 100              | not read: nobody watched the system
            system threads (exec-*) < 100        | exec-*: no such part was seen (there were: pool-1-thread-*)
            """)
    void whatCouldNotBeReadCannotBeJudged(String text, String why) {
        var judgement = judge(text);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason())
                .startsWith("steady: system ")
                .contains(why)
                .endsWith("what could not be read cannot be judged");
        assertThat(judgement.gates()).containsExactly(new GateResult(text, "steady", false, why));
    }

    @Test
    void whatCouldNotBeReadDoesNotExcuseAnotherGate() {
        assertThat(judge(Run.of("browse").ok(100, 400), "system heap < 80 %", "p99 < 300 ms")
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void aSystemThatEndedFailsTheRunHoweverGoodTheGatesAndHoweverLateTheGenerator() {
        var evidence = new Evidence(
                List.of(Run.phase(
                        "steady", Phase.Kind.STEADY, 500, Run.of("browse").ok(100, 10))),
                new Evidence.Stopped(
                        "the system under test ended by itself with exit code 7, in steady, after 3 s",
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(50),
                        null,
                        List.of("the last it wrote:", "  out of ideas")),
                Watched.NOTHING);

        var judgement = Judge.judge(List.of(Gate.parse("p99 < 1 s")), Limits.DEFAULT, evidence);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.reason())
                .isEqualTo(
                        "aborted after 3 s of 50 s: the system under test ended by itself with exit code 7, in steady, after 3 s");
        assertThat(judgement.causes()).containsExactly("the last it wrote:", "  out of ideas");
    }
}
