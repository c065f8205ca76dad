package dev.impulse.generator.judge;

import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Reads what a gate asks of a mocked dependency from what its mock was asked.
record DependencyReading(Gate.OfDependency gate, Testimony testimony) {
    private static final int DECIMALS = 3;
    private static final String NO_CALLS = "it was not called";

    /// Reads it as it was in a phase.
    ///
    /// @return unread, with the reason, when the mock did not say
    Reading in(PhaseEvidence phase) {
        String name = gate.dependency().text();
        var mocked = testimony.dependencies().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        if (mocked.isEmpty()) {
            return Reading.unread("not read: " + name + " was not mocked");
        }
        String lost = mocked.get().lost();
        if (lost != null) {
            return Reading.unread("not read: " + lost);
        }
        return in(mocked.get(), phase);
    }

    private Reading in(MockedDependency mocked, PhaseEvidence phase) {
        return mocked.phases().stream()
                .filter(one -> one.phase().equals(phase.name()))
                .findFirst()
                .map(found -> read(found, phase))
                .orElseGet(() -> Reading.unread("not read: the mock says nothing of this phase"));
    }

    private Reading read(InPhase found, PhaseEvidence phase) {
        return switch (gate.figure()) {
            case DependencyFigure.Calls calls ->
                calls.aTrigger() ? aTrigger(found, started(phase)) : count(found.calls());
            case DependencyFigure.Unmatched unmatched -> part(found.unmatched(), found.calls(), unmatched.percent());
            case DependencyFigure.Faults faults -> part(found.faults(), found.calls(), faults.percent());
            case DependencyFigure.Delay delay -> delay(found.given(), delay.statistic());
        };
    }

    private static long started(PhaseEvidence phase) {
        return phase.testCases().stream()
                .mapToLong(testCase -> testCase.ledger().started())
                .sum();
    }

    private Reading aTrigger(InPhase found, long triggers) {
        if (triggers == 0) {
            return Reading.missing("no trigger was started");
        }
        double rate = found.callsPerTrigger(triggers);
        return reading(
                rate,
                decimal(rate) + " a trigger (" + Figures.count(found.calls()) + " of " + Figures.count(triggers)
                        + " triggers)");
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private Reading count(long count) {
        return reading((double) count, Figures.count(count));
    }

    private Reading part(long part, long calls, boolean percent) {
        if (!percent) {
            return count(part);
        }
        if (calls == 0) {
            return Reading.missing(NO_CALLS);
        }
        double share = 100.0 * part / calls;
        return reading(
                share, Figures.percent(share) + " (" + Figures.count(part) + " of " + Figures.count(calls) + ")");
    }

    private Reading delay(Times given, Statistic statistic) {
        if (given.count() == 0) {
            return Reading.missing(NO_CALLS);
        }
        double nanos = switch (statistic) {
            case P50 -> (double) given.p50();
            case P90 -> (double) given.p90();
            case P95 -> (double) given.p95();
            case P99 -> (double) given.p99();
            case P99_9 -> (double) given.p999();
            case MAX -> (double) given.max();
            case MEAN -> given.mean();
        };
        return reading(nanos, Figures.time(Math.round(nanos)));
    }

    private Reading reading(double value, String actual) {
        return new Reading(gate.operator().holds(value, gate.bound()), value, actual);
    }
}
