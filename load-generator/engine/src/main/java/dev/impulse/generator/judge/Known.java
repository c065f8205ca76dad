package dev.impulse.generator.judge;

import dev.impulse.generator.plan.Phase;
import java.util.Collection;
import java.util.List;

/// What gates may name.
///
/// @param testCases their names, as of all others
/// @param hooks what is done while the load test runs
/// @param dependencies those of the system under test that are mocked
public record Known(
        Collection<String> testCases, List<Phase> phases, Collection<String> hooks, Collection<String> dependencies) {
    public Known {
        testCases = List.copyOf(testCases);
        phases = List.copyOf(phases);
        hooks = List.copyOf(hooks);
        dependencies = List.copyOf(dependencies);
    }

    /// Of a load test that does nothing but start triggers.
    public Known(Collection<String> testCases, List<Phase> phases) {
        this(testCases, phases, List.of(), List.of());
    }
}
