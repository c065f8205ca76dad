package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.measure.watch.Stretch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds one gate against one phase: against each test case that it covers, of which the worst counts.
///
/// @param stretches of the phase, in which the gate must hold; empty when it is about all of it
record GateInPhase(Gate gate, PhaseEvidence phase, Limits limits, List<Stretch> stretches) {

    /// What was found, the worst of all test cases that the gate covers; empty when the phase asks nothing of them.
    Optional<Reading> reading() {
        var asked = phase.testCases().stream().filter(this::isAsked).toList();
        @Nullable Reading worst = null;
        for (var testCase : asked) {
            if (gate.scope().covers(testCase.name())) {
                var reading = read(testCase);
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

    private Reading read(TestCaseEvidence testCase) {
        var reading = new GateReading(gate, limits);
        var during = gate.scope().during();
        if (during == null) {
            return reading.read(testCase);
        }
        return During.ended(testCase, stretches)
                .map(reading::readWhole)
                .map(found ->
                        new Reading(found.met(), found.value(), found.actual() + " (" + during.text(stretches) + ")"))
                .orElseGet(() -> Reading.missing("nothing ended " + during.text(stretches)));
    }

    private boolean isAsked(TestCaseEvidence testCase) {
        boolean hasRate = testCase.askedTps() > 0 || !(gate instanceof Gate.Throughput);
        return hasRate && (testCase.ledger().planned() > 0 || testCase.ledger().started() > 0);
    }
}
