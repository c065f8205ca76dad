package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Times that were measured, and how many have no measured end: those rank above all others.
///
/// @param endless timed out, unfinished, not started, or lost
/// @param atLeast what the endless ones exceeded: the shortest of the limits that they ran into
record Times(Histogram measured, long endless, Duration atLeast) {

    static Times response(TestCaseEvidence evidence, boolean okOnly, Limits limits) {
        var ledger = evidence.ledger();
        var ranInto = timeouts(evidence.errors(), evidence.timedOut(), limits);
        if (ledger.notStarted() > 0) {
            ranInto.add(limits.startTimeout());
        }
        if (ledger.unfinished() > 0) {
            ranInto.add(limits.grace());
        }
        long endless = evidence.timedOut() + ledger.notStarted() + ledger.unfinished() + ledger.unaccounted();
        return new Times(merged(evidence.responseOk(), evidence.responseFailed(), okOnly), endless, shortest(ranInto));
    }

    static Times response(RequestEvidence evidence, boolean okOnly, Limits limits) {
        return new Times(
                merged(evidence.responseOk(), evidence.responseFailed(), okOnly),
                evidence.timedOut(),
                shortest(timeouts(evidence.errors(), evidence.timedOut(), limits)));
    }

    static Times service(RequestEvidence evidence, Limits limits) {
        return new Times(
                evidence.service(),
                evidence.timedOut(),
                shortest(timeouts(evidence.errors(), evidence.timedOut(), limits)));
    }

    Reading read(Gate.Latency gate) {
        long count = measured.getTotalCount() + endless;
        if (count == 0) {
            return Reading.missing("nothing was measured");
        }
        if (gate.statistic() == Statistic.MEAN) {
            return endless > 0
                    ? Reading.missing("no mean: " + Figures.count(endless) + " without an end")
                    : reading(gate, measured.getMean());
        }
        long rank = gate.statistic().rank(count);
        if (rank > measured.getTotalCount()) {
            long beyond = Math.max(atLeast.toNanos(), measured.getMaxValue());
            return new Reading(false, Double.POSITIVE_INFINITY, "> " + Figures.time(beyond));
        }
        return reading(gate, (double) valueAt(rank));
    }

    private static Reading reading(Gate.Latency gate, double nanos) {
        boolean met = gate.operator().holds(nanos, (double) gate.bound().toNanos());
        return new Reading(met, nanos, Figures.time(Math.round(nanos)));
    }

    /// Counted, not by [Histogram#getValueAtPercentile], which knows neither the endless ones nor a rank in whole
    /// numbers.
    private long valueAt(long rank) {
        long passed = 0;
        for (var step : measured.recordedValues()) {
            passed += step.getCountAddedInThisIterationStep();
            if (passed >= rank) {
                return Math.min(step.getValueIteratedTo(), measured.getMaxValue());
            }
        }
        throw new IllegalStateException("rank " + rank + " (expected: at most " + passed + ")");
    }

    private static Histogram merged(Histogram ok, Histogram failed, boolean okOnly) {
        if (okOnly) {
            return ok;
        }
        var both = new Histogram(ok.getNumberOfSignificantValueDigits());
        both.add(ok);
        both.add(failed);
        return both;
    }

    private static List<Duration> timeouts(Map<ErrorKind, Long> errors, long timedOut, Limits limits) {
        var ranInto = new ArrayList<Duration>();
        if (timedOut > 0) {
            boolean connecting = errors.getOrDefault(ErrorKind.CONNECT_TIMEOUT, 0L) > 0;
            ranInto.add(connecting ? limits.connectTimeout() : limits.requestTimeout());
        }
        return ranInto;
    }

    private static Duration shortest(List<Duration> limits) {
        return limits.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }
}
