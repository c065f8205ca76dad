package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds one gate against one phase: against each test case that it covers, of which the worst counts.
record GateInPhase(Gate gate, PhaseEvidence phase, Limits limits) {

    /// What was found, the worst of all test cases that the gate covers; empty when the phase asks nothing of them.
    Optional<Reading> reading() {
        var asked = phase.testCases().stream().filter(this::isAsked).toList();
        @Nullable Reading worst = null;
        for (var testCase : asked) {
            if (gate.scope().covers(testCase.name())) {
                var reading = new GateReading(gate, limits).read(testCase);
                if (gate.scope().testCase() == null && asked.size() > 1) {
                    reading = new Reading(reading.met(), reading.value(), reading.actual() + " of " + testCase.name());
                }
                if (worst == null || reading.isWorseThan(worst, gate.operator())) {
                    worst = reading;
                }
            }
        }
        return Optional.ofNullable(worst);
    }

    private boolean isAsked(TestCaseEvidence testCase) {
        boolean hasRate = testCase.askedTps() > 0 || !(gate instanceof Gate.Throughput);
        return hasRate && (testCase.ledger().planned() > 0 || testCase.ledger().started() > 0);
    }
}
