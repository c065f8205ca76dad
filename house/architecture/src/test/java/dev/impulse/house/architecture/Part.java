package dev.impulse.house.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A folder of the tree, what it may know, and its stages in the order in which the work flows.
enum Part {
    FOUNDATION("foundation"),
    LOAD_GENERATOR("load-generator", "plan", "source", "dispatch", "send", "measure", "judge", "report"),
    DEPENDENCY_MOCKER("dependency-mocker", "stub", "listen", "match", "answer", "fault", "journal"),
    TRAFFIC_COLLECTOR("traffic-collector", "tap", "decode", "store"),
    API_GENERATOR("api-generator", "read", "model", "render", "verify"),
    CI("ci", "define", "provision", "run", "publish"),
    EXAMPLES("examples"),
    BENCHMARKS("benchmarks"),
    HOUSE("house");

    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
    private final List<String> stages;

    Part(String folder, String... stages) {
        this.folder = folder;
        this.stages = List.of(stages);
    }

    /// The part that a module is in.
    ///
    /// @param module a path from the root, such as `foundation/wire`
    static Part ofModule(String module) {
        var folder = module.split("/", 2)[0];
        return Arrays.stream(values())
                .filter(part -> part.folder.equals(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("module " + module + ": " + folder
                        + " (expected: one of the folders that Part knows; add it there)"));
    }

    /// Whether classes of this part may depend on classes of the other.
    boolean mayKnow(Part other) {
        if (this == other) {
            return true;
        }
        return switch (this) {
            case FOUNDATION, HOUSE -> false;
            case LOAD_GENERATOR, DEPENDENCY_MOCKER, TRAFFIC_COLLECTOR, API_GENERATOR -> other == FOUNDATION;
            case CI -> other.isToolOrFoundation();
            case EXAMPLES, BENCHMARKS -> other.isToolOrFoundation() || other == CI;
        };
    }

    /// Whether its modules are libraries, whose root packages are what others see.
    boolean isLibrary() {
        return isToolOrFoundation() || this == CI;
    }

    /// Where a package's name stands among the stages, from 0; empty when it is not one.
    Optional<Integer> stage(String name) {
        int index = stages.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    private boolean isToolOrFoundation() {
        return switch (this) {
            case FOUNDATION, LOAD_GENERATOR, DEPENDENCY_MOCKER, TRAFFIC_COLLECTOR, API_GENERATOR -> true;
            case CI, EXAMPLES, BENCHMARKS, HOUSE -> false;
        };
    }
}
