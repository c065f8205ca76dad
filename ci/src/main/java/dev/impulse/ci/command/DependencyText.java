package dev.impulse.ci.command;

import dev.impulse.ci.define.AskedBehaviour;
import dev.impulse.ci.define.DefinedDependency;
import dev.impulse.ci.define.Definition;
import dev.impulse.generator.plan.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What would be mocked, for people: each dependency with its port, its stubs, and what phases ask of it.
record DependencyText(Definition definition) {

    /// None when nothing is mocked.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (definition.dependencies().isEmpty()) {
            return lines;
        }
        lines.add("dependencies, mocked");
        List<String> rows = PlanText.aligned(definition.dependencies().stream()
                .map(one -> List.of(one.name(), "port " + one.port(), stubs(one)))
                .toList());
        for (int index = 0; index < rows.size(); index++) {
            lines.add(rows.get(index));
            lines.addAll(asked(definition.dependencies().get(index).name()));
        }
        return lines;
    }

    /// As the load test's file would name it.
    private String stubs(DefinedDependency dependency) {
        Path folder = definition.file().toAbsolutePath().normalize().getParent();
        return folder != null && dependency.stubs().startsWith(folder)
                ? folder.relativize(dependency.stubs()).toString()
                : dependency.stubs().toString();
    }

    private List<String> asked(String dependency) {
        List<String> lines = new ArrayList<>();
        for (Phase phase : definition.phases()) {
            AskedBehaviour asked =
                    definition.asked().getOrDefault(phase.name(), Map.of()).get(dependency);
            if (asked != null && !asked.text().isEmpty()) {
                lines.add("      in " + phase.name() + " · " + asked.text());
            }
        }
        return lines;
    }
}
