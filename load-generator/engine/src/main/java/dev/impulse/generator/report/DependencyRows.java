package dev.impulse.generator.report;

import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.plan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of figures of mocked dependencies, each phase one that is no warm-up, and what else is to be said of them.
///
/// @param name of the dependency, and the phase
/// @param cells under [#HEADINGS]
record DependencyRows(String name, List<String> cells) {
    static final List<String> HEADINGS =
            List.of("calls", "a trigger", "delay p50", "p95", "max", "mock's own p99", "faults", "unmatched");

    private static final int MOST_UNMATCHED = 3;

    static List<DependencyRows> of(Result result) {
        var rows = new ArrayList<DependencyRows>();
        for (var dependency : result.testimony().dependencies()) {
            for (var inPhase : dependency.phases()) {
                result.phases().stream()
                        .filter(phase -> phase.name().equals(inPhase.phase()) && phase.kind() != Phase.Kind.WARM_UP)
                        .findFirst()
                        .ifPresent(phase -> rows.add(new DependencyRows(
                                dependency.name() + " in " + inPhase.phase(),
                                cells(inPhase, MockedDependency.started(phase)))));
            }
        }
        return rows;
    }

    private static List<String> cells(InPhase inPhase, long triggers) {
        var given = inPhase.given();
        return List.of(
                Figures.count(inPhase.calls()),
                triggers == 0 ? "–" : String.format(Locale.ROOT, "%.2f", inPhase.callsPerTrigger(triggers)),
                FigureRows.time(given, given.p50()),
                FigureRows.time(given, given.p95()),
                FigureRows.time(given, given.max()),
                FigureRows.time(inPhase.added(), inPhase.added().p99()),
                Figures.count(inPhase.faults()),
                Figures.count(inPhase.unmatched()));
    }

    /// What was lost, and the first calls that no stub answered, with the stub that came nearest.
    static List<String> remarks(Result result) {
        var remarks = new ArrayList<String>();
        for (var dependency : result.testimony().dependencies()) {
            if (dependency.lost() != null) {
                remarks.add(dependency.name() + ": " + dependency.lost());
            }
            dependency.unmatched().stream()
                    .limit(MOST_UNMATCHED)
                    .map(call -> dependency.name() + ": " + Figures.count(call.calls())
                            + (call.calls() == 1 ? " call: " : " calls: ") + call.told())
                    .forEach(remarks::add);
        }
        return remarks;
    }
}
