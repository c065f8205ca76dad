package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Evidence.TimedOut;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Times that were measured, and how many have no measured end: those rank above all others.
///
/// @param endless timed out, unfinished, not started, or lost
/// @param atLeast what the endless ones exceeded: the shortest of the limits that they ran into
public record RankedTimes(Histogram measured, long endless, Duration atLeast) {

    public static RankedTimes response(TestCaseEvidence evidence, boolean okOnly, Limits limits) {
        var ledger = evidence.ledger();
        var ranInto = timeouts(evidence.errors(), evidence.timedOut(), limits);
        if (ledger.notStarted() > 0) {
            ranInto.add(limits.startTimeout());
        }
        if (ledger.unfinished() > 0) {
            ranInto.add(limits.grace());
        }
        long endless = evidence.timedOut().count() + ledger.notStarted() + ledger.unfinished() + ledger.unaccounted();
        return new RankedTimes(
                merged(evidence.responseOk(), evidence.responseFailed(), okOnly), endless, shortest(ranInto));
    }

    public static RankedTimes response(RequestEvidence evidence, boolean okOnly, Limits limits) {
        return new RankedTimes(
                merged(evidence.responseOk(), evidence.responseFailed(), okOnly),
                evidence.timedOut().count(),
                shortest(timeouts(evidence.errors(), evidence.timedOut(), limits)));
    }

    public static RankedTimes service(RequestEvidence evidence, Limits limits) {
        return new RankedTimes(
                evidence.service(),
                evidence.timedOut().count(),
                shortest(timeouts(evidence.errors(), evidence.timedOut(), limits)));
    }

    /// None at all.
    public static RankedTimes none() {
        return new RankedTimes(Durations.histogram(), 0, Duration.ZERO);
    }

    /// These and those, as one.
    public RankedTimes and(RankedTimes other) {
        var both = Durations.histogram();
        both.add(measured);
        both.add(other.measured);
        boolean sooner = endless == 0 || other.endless > 0 && other.atLeast.compareTo(atLeast) < 0;
        return new RankedTimes(both, endless + other.endless, sooner ? other.atLeast : atLeast);
    }

    /// The figures that a result shows.
    public Result.Times figures() {
        long count = measured.getTotalCount() + endless;
        if (count == 0) {
            return Result.Times.NONE;
        }
        var values = valuesAt(
                1,
                Statistic.P50.rank(count),
                Statistic.P90.rank(count),
                Statistic.P95.rank(count),
                Statistic.P99.rank(count),
                Statistic.P99_9.rank(count),
                count);
        return new Result.Times(
                count,
                endless,
                endless == 0 ? 0 : beyond(),
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                endless > 0 ? Double.NaN : measured.getMean());
    }

    /// What all that have no end exceed.
    private long beyond() {
        return Math.max(atLeast.toNanos(), measured.getMaxValue());
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
            return new Reading(false, Double.POSITIVE_INFINITY, "> " + Figures.time(beyond()));
        }
        return reading(gate, (double) valuesAt(rank)[0]);
    }

    private static Reading reading(Gate.Latency gate, double nanos) {
        boolean met = gate.operator().holds(nanos, (double) gate.bound().toNanos());
        return new Reading(met, nanos, Figures.time(Math.round(nanos)));
    }

    /// Counted, not by [Histogram#getValueAtPercentile], which knows neither the endless ones nor a rank in whole
    /// numbers.
    ///
    /// @param ranks in order
    /// @return of each the value; where it is among the endless, [Result.Times#BEYOND]
    private long[] valuesAt(long... ranks) {
        var values = new long[ranks.length];
        Arrays.fill(values, Result.Times.BEYOND);
        long passed = 0;
        int next = 0;
        for (var step : measured.recordedValues()) {
            passed += step.getCountAddedInThisIterationStep();
            while (next < ranks.length && passed >= ranks[next]) {
                values[next++] = Math.min(step.getValueIteratedTo(), measured.getMaxValue());
            }
        }
        return values;
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

    private static List<Duration> timeouts(Map<ErrorKind, Long> errors, TimedOut timedOut, Limits limits) {
        var ranInto = new ArrayList<Duration>();
        var shortest = timedOut.shortest();
        if (shortest != null) {
            ranInto.add(shortest);
        } else if (timedOut.count() > 0) {
            boolean connecting = errors.getOrDefault(ErrorKind.CONNECT_TIMEOUT, 0L) > 0;
            ranInto.add(connecting ? limits.connectTimeout() : limits.requestTimeout());
        }
        return ranInto;
    }

    private static Duration shortest(List<Duration> limits) {
        return limits.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }
}
