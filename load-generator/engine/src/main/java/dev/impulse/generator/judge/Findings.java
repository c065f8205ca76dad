package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Marker;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.measure.watch.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of gates in the phases in which they are judged. For one thread.
final class Findings {
    private final Limits limits;
    private final Evidence evidence;
    private final List<GateResult> results = new ArrayList<>();
    private final List<Missed> missed = new ArrayList<>();

    /// A gate that is not met.
    ///
    /// @param unread whether what it asks for could not be read
    /// @param generators the phase in which the generator's lateness alone may have missed it
    record Missed(String sentence, boolean unread, Optional<PhaseEvidence> generators) {}

    private Findings(Limits limits, Evidence evidence) {
        this.limits = limits;
        this.evidence = evidence;
    }

    static Findings of(List<Gate> gates, Limits limits, Evidence evidence) {
        var findings = new Findings(limits, evidence);
        gates.forEach(findings::judge);
        return findings;
    }

    /// How each gate came out, in order, and in each phase.
    List<GateResult> results() {
        return results;
    }

    /// Those that are not met, in order.
    List<Missed> missed() {
        return missed;
    }

    private void judge(Gate gate) {
        if (gate instanceof Gate.Abort abort) {
            results.add(aborted(abort));
            return;
        }
        int before = results.size();
        var begin = Duration.ZERO;
        for (var phase : evidence.phases()) {
            if (gate.scope().covers(phase)) {
                var times = new PhaseTimes(phase.name(), phase.kind(), begin, phase.lasted());
                reading(gate, phase, times).ifPresent(reading -> add(gate, phase, reading));
            }
            begin = begin.plus(phase.lasted());
        }
        if (results.size() == before) {
            var scope = gate.scope().phase();
            var nothing = new GateResult(
                    gate.text(),
                    scope == null ? "every phase" : scope.text(),
                    false,
                    nothing(gate, evidence.testimony().markers()));
            results.add(nothing);
            missed.add(new Missed(sentence(gate, nothing), false, Optional.empty()));
        }
    }

    private Optional<Reading> reading(Gate gate, PhaseEvidence phase, PhaseTimes times) {
        var testimony = evidence.testimony();
        return switch (gate) {
            case Gate.OfSystem system -> Optional.of(new SystemReading(system, testimony).in(times));
            case Gate.OfDependency dependency -> Optional.of(new DependencyReading(dependency, testimony).in(phase));
            case Gate.Latency _, Gate.Errors _, Gate.Throughput _, Gate.Abort _ -> ofTestCases(gate, phase, times);
        };
    }

    private Optional<Reading> ofTestCases(Gate gate, PhaseEvidence phase, PhaseTimes times) {
        var during = gate.scope().during();
        if (during == null) {
            return new GateInPhase(gate, phase, limits, List.of()).reading();
        }
        List<Stretch> stretches = during.within(evidence.testimony().markers(), times.begin(), phase.lasted());
        return stretches.isEmpty() ? Optional.empty() : new GateInPhase(gate, phase, limits, stretches).reading();
    }

    private static String nothing(Gate gate, List<Marker> markers) {
        var during = gate.scope().during();
        return during == null || during.happened(markers)
                ? "nothing to judge"
                : during.marker().text() + " did not happen";
    }

    private void add(Gate gate, PhaseEvidence phase, Reading reading) {
        var result = new GateResult(gate.text(), phase.name(), reading.met(), reading.actual());
        results.add(result);
        if (!reading.met()) {
            boolean generators = gate instanceof Gate.Latency latency && Trust.mayHaveMissed(latency, reading, phase);
            missed.add(new Missed(
                    sentence(gate, result), reading.unread(), generators ? Optional.of(phase) : Optional.empty()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very gate is meant
    private GateResult aborted(Gate.Abort abort) {
        var stopped = evidence.stopped();
        return stopped != null && stopped.by() == abort
                ? new GateResult(abort.text(), evidence.phases().getLast().name(), false, stopped.why())
                : new GateResult(abort.text(), "every phase", true, "did not last");
    }

    private static String sentence(Gate gate, GateResult result) {
        return result.phase() + ": " + gate.measured() + " " + result.actual() + " (expected " + gate.expected() + ")";
    }
}
