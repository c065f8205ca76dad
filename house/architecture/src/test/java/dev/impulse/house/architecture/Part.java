package dev.impulse.house.architecture;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A folder of the tree, what it may know, and which of its stages may know which. A part's stages are written down
/// here when it is begun.
enum Part {
    FOUNDATION("foundation"),
    LOAD_GENERATOR(
            "load-generator",
            "plan:",
            "source: plan",
            "dispatch: plan source send measure",
            "send: plan source measure sample",
            "sample:",
            "measure: plan",
            "log: plan measure",
            "judge: plan measure",
            "report: plan measure log judge"),
    DEPENDENCY_MOCKER(
            "dependency-mocker",
            "delay:",
            "stub: delay",
            "listen: stub match answer delay fault journal",
            "match: stub",
            "answer: stub",
            "fault: stub delay",
            "journal: stub"),
    TRAFFIC_COLLECTOR("traffic-collector"),
    API_GENERATOR("api-generator"),
    CI(
            "ci",
            "define:",
            "draft: define",
            "provision: define",
            "publish: define",
            "tell:",
            "mock: provision",
            "watch:",
            "run: define provision mock publish tell watch"),
    EXAMPLES("examples"),
    BENCHMARKS("benchmarks"),
    HOUSE("house");

    private final String folder;

    @SuppressWarnings("ImmutableEnumChecker") // It is immutable, which its type does not say.
    private final Map<String, Set<String>> stages;

    /// @param stages each a stage, a colon, and the stages that it takes values from or hands work to
    Part(String folder, String... stages) {
        this.folder = folder;
        this.stages = Arrays.stream(stages)
                .map(line -> line.split(":", 2))
                .collect(Collectors.toUnmodifiableMap(
                        line -> line[0], line -> Set.of(line[1].strip().split(" "))));
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

    /// Whether one stage may know another. What is not a stage, such as the package that puts the stages together, may
    /// know all.
    boolean mayKnow(String stage, String other) {
        var known = stages.get(stage);
        return known == null || !stages.containsKey(other) || stage.equals(other) || known.contains(other);
    }

    private boolean isToolOrFoundation() {
        return switch (this) {
            case FOUNDATION, LOAD_GENERATOR, DEPENDENCY_MOCKER, TRAFFIC_COLLECTOR, API_GENERATOR -> true;
            case CI, EXAMPLES, BENCHMARKS, HOUSE -> false;
        };
    }
}
