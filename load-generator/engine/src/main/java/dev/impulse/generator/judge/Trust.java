package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Whether the numbers of a run can be trusted: the ledger balances, no trigger is unaccounted for, and the generator
/// was on time.
final class Trust {

    /// What lateness is allowed whatever the gates are.
    static final Duration ALWAYS_ALLOWED = Duration.ofMillis(1);

    private Trust() {}

    /// Why the numbers cannot be trusted; empty when they can.
    static Optional<String> doubt(List<Gate> gates, Evidence evidence) {
        return Stream.concat(
                        evidence.phases().stream().flatMap(Trust::ledgers),
                        evidence.phases().stream().flatMap(phase -> lateness(gates, phase)))
                .findFirst();
    }

    private static Stream<String> ledgers(PhaseEvidence phase) {
        return phase.testCases().stream().flatMap(testCase -> ledger(phase, testCase));
    }

    private static Stream<String> ledger(PhaseEvidence phase, TestCaseEvidence testCase) {
        var ledger = testCase.ledger();
        String of = " of " + testCase.name() + " in " + phase.name();
        if (ledger.unaccounted() > 0) {
            return Stream.of(Figures.count(ledger.unaccounted()) + " of " + Figures.count(ledger.planned())
                    + " triggers" + of + " are unaccounted for: a worker that had to start them was lost");
        }
        if (!ledger.balances()) {
            return Stream.of("the ledger" + of + " does not balance: planned " + Figures.count(ledger.planned())
                    + ", started " + Figures.count(ledger.started()) + ", not started "
                    + Figures.count(ledger.notStarted()) + ", ok " + Figures.count(ledger.ok()) + ", failed "
                    + Figures.count(ledger.failed()) + ", unfinished " + Figures.count(ledger.unfinished())
                    + "; this is a mistake of Impulse's own: please report it");
        }
        return Stream.empty();
    }

    private static Stream<String> lateness(List<Gate> gates, PhaseEvidence phase) {
        long allowed = allowedNanos(gates, phase.name(), phase.kind());
        long all = phase.lateness().getTotalCount();
        if (all == 0 || phase.lateness().getValueAtPercentile(99) <= allowed || isWarmUp(phase)) {
            return Stream.empty();
        }
        long late = all - phase.lateness().getCountBetweenValues(0, allowed);
        return Stream.of("the generator was late in " + phase.name() + ": " + Figures.percent(100.0 * late / all)
                + " of triggers started more than " + Figures.time(allowed) + " after they were due (p99 "
                + Figures.time(phase.lateness().getValueAtPercentile(99)) + "); give it more cores, or lower the rate");
    }

    private static boolean isWarmUp(PhaseEvidence phase) {
        return phase.kind() == Phase.Kind.WARM_UP;
    }

    /// The larger of 1 ms and a tenth of the tightest time that a gate allows in the phase; where none is about it, in
    /// the load test.
    static long allowedNanos(List<Gate> gates, String phase, Phase.Kind kind) {
        long tightest = tightestNanos(gates.stream().filter(gate -> gate.scope().names(phase, kind)))
                .orElseGet(() -> tightestNanos(gates.stream()).orElse(0L));
        return Math.max(ALWAYS_ALLOWED.toNanos(), tightest / 10);
    }

    private static OptionalLong tightestNanos(Stream<Gate> gates) {
        return gates.filter(Gate.Latency.class::isInstance)
                .mapToLong(gate -> ((Gate.Latency) gate).bound().toNanos())
                .min();
    }
}
