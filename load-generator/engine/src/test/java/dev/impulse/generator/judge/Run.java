package dev.impulse.generator.judge;

import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Evidence.TimedOut;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Makes evidence for tests: a test case's triggers by how they ended, times in milliseconds.
final class Run {

    private final String name;
    private final Histogram ok = new Histogram(3);
    private final Histogram failed = new Histogram(3);
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private final List<RequestEvidence> requests = new ArrayList<>();
    private final List<TestCaseEvidence> seconds = new ArrayList<>();
    private long timedOut;
    private long notStarted;
    private long unfinished;
    private long unaccounted;
    private long lost;
    private long firstSecond;
    private double askedTps = 100;
    private double achievedTps = 100;

    private Run(String name) {
        this.name = name;
    }

    static Run of(String name) {
        return new Run(name);
    }

    Run ok(long count, double millis) {
        ok.recordValueWithCount(Math.round(millis * 1e6), count);
        return this;
    }

    Run failed(long count, double millis, ErrorKind kind) {
        failed.recordValueWithCount(Math.round(millis * 1e6), count);
        errors.merge(kind, count, Long::sum);
        return this;
    }

    Run timedOut(long count) {
        timedOut += count;
        errors.merge(ErrorKind.REQUEST_TIMEOUT, count, Long::sum);
        return this;
    }

    Run notStarted(long count) {
        notStarted += count;
        return this;
    }

    Run unfinished(long count) {
        unfinished += count;
        return this;
    }

    Run unaccounted(long count) {
        unaccounted += count;
        return this;
    }

    /// Triggers that the ledger forgets.
    Run lost(long count) {
        lost += count;
        return this;
    }

    Run tps(double asked, double achieved) {
        askedTps = asked;
        achievedTps = achieved;
        return this;
    }

    /// A request with as many calls as there are triggers up to here, and a service time.
    Run request(String requestName, double serviceMillis) {
        var service = new Histogram(3);
        service.recordValueWithCount(Math.round(serviceMillis * 1e6), ok.getTotalCount());
        requests.add(new RequestEvidence(requestName, ok, failed, service, new TimedOut(timedOut, null), errors));
        return this;
    }

    /// What ended in each second.
    Run seconds(Run... each) {
        Arrays.stream(each).map(Run::evidence).forEach(seconds::add);
        return this;
    }

    /// As what ended in each second, the first of which has this number.
    Run secondsFrom(long first, Run... each) {
        firstSecond = first;
        return seconds(each);
    }

    TestCaseEvidence evidence() {
        long ended = ok.getTotalCount() + failed.getTotalCount() + timedOut;
        long started = ended + unfinished;
        var ledger = new Ledger(
                started + notStarted + unaccounted + lost,
                started,
                notStarted,
                unaccounted,
                ok.getTotalCount(),
                failed.getTotalCount() + timedOut,
                unfinished);
        return new TestCaseEvidence(
                name,
                askedTps,
                achievedTps,
                ledger,
                ok,
                failed,
                new TimedOut(timedOut, null),
                errors,
                requests,
                seconds,
                firstSecond);
    }

    static PhaseEvidence phase(String name, Phase.Kind kind, double latenessMillis, Run... runs) {
        var lateness = new Histogram(3);
        lateness.recordValueWithCount(10_000, 900);
        lateness.recordValueWithCount(Math.round(latenessMillis * 1e6), 100);
        return new PhaseEvidence(
                name,
                kind,
                Duration.ofSeconds(10),
                Arrays.stream(runs).map(Run::evidence).toList(),
                lateness,
                List.of());
    }

    static Evidence steady(Run... runs) {
        return whole(List.of(phase("steady", Phase.Kind.STEADY, 0.05, runs)));
    }

    /// Of a load test that went on to its end.
    static Evidence whole(List<PhaseEvidence> phases) {
        return new Evidence(phases, null, Watched.NOTHING);
    }
}
