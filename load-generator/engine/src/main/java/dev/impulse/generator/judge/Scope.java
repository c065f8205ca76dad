package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.NearMiss;
import dev.impulse.generator.plan.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a gate is about. What is null is not restricted.
///
/// @param testCase null: every test case, each by itself
/// @param request null: the triggers
/// @param phase a phase's name or a kind; null: every phase that is not a warm-up
/// @param during what was done meanwhile; null: all the time
public record Scope(
        @Nullable Name testCase,
        @Nullable Name request,
        @Nullable Name phase,
        @Nullable During during) {

    /// A name, and the column in which it was written.
    public record Name(String text, int column) {}

    /// Whether a phase is judged. A warm-up never is.
    boolean covers(PhaseEvidence evidence) {
        return evidence.kind() != Phase.Kind.WARM_UP && names(evidence.name(), evidence.kind());
    }

    /// Whether a phase is meant, judged or not.
    boolean names(String phaseName, Phase.Kind kind) {
        return phase == null || matches(phase, phaseName, kind);
    }

    boolean covers(String testCaseName) {
        return testCase == null || testCase.text().equals(testCaseName);
    }

    /// Which of its names are not known, or name what is never judged.
    List<MalformedText> check(Known known, boolean warmUpsToo) {
        var mistakes = new ArrayList<MalformedText>();
        var phases = known.phases();
        var hooks = known.hooks();
        if (testCase != null && !known.testCases().contains(testCase.text())) {
            mistakes.add(unknownTestCase(testCase, known));
        }
        if (phase != null) {
            var named = phases.stream()
                    .filter(one -> matches(phase, one.name(), one.kind()))
                    .toList();
            if (named.isEmpty()) {
                var names = Stream.concat(
                                phases.stream().map(Phase::name),
                                phases.stream().map(one -> one.kind().text()))
                        .distinct()
                        .toList();
                mistakes.add(unknown(phase, "no such phase", names));
            } else if (!warmUpsToo && named.stream().allMatch(one -> one.kind() == Phase.Kind.WARM_UP)) {
                mistakes.add(new MalformedText(
                        phase.column(),
                        phase.text() + ": a warm-up is never judged (expected: a steady or peak phase)"));
            } else if (testCase != null && named.stream().noneMatch(this::asks)) {
                mistakes.add(new MalformedText(
                        phase.column(),
                        phase.text() + ": asks nothing of " + testCase.text() + " (expected: a phase that does)"));
            }
        }
        if (during != null && !hooks.contains(during.marker().text())) {
            mistakes.add(
                    hooks.isEmpty()
                            ? new MalformedText(
                                    during.marker().column(),
                                    during.marker().text() + ": no such hook (expected: one of the load test's file,"
                                            + " under hooks)")
                            : unknown(during.marker(), "no such hook", hooks));
        }
        return mistakes;
    }

    private static MalformedText unknownTestCase(Name testCase, Known known) {
        return known.dependencies().contains(testCase.text())
                ? new MalformedText(
                        testCase.column(),
                        testCase.text() + ": a dependency, and no test case (expected: its calls, delay, unmatched or"
                                + " faults, as in " + testCase.text() + " delay p95 < 500 ms)")
                : unknown(testCase, "no such test case", known.testCases(), known.dependencies());
    }

    /// Whether what is named is a dependency that is mocked.
    static List<MalformedText> checkDependency(Name dependency, Known known) {
        if (known.dependencies().contains(dependency.text())) {
            return List.of();
        }
        String problem =
                known.testCases().contains(dependency.text()) ? "a test case, and no dependency" : "no such dependency";
        return List.of(
                known.dependencies().isEmpty()
                        ? new MalformedText(
                                dependency.column(),
                                dependency.text() + ": " + problem
                                        + " (expected: one of the load test's file, under dependencies)")
                        : unknown(dependency, problem, known.dependencies(), List.of()));
    }

    private boolean asks(Phase one) {
        return one.demands().containsKey(Objects.requireNonNull(testCase).text());
    }

    private static boolean matches(Name name, String phaseName, Phase.Kind kind) {
        return name.text().equals(phaseName) || name.text().equals(kind.text());
    }

    private static MalformedText unknown(Name name, String problem, Collection<String> known) {
        return unknown(name, problem, known, List.of());
    }

    /// @param others what may have been meant as well
    private static MalformedText unknown(
            Name name, String problem, Collection<String> known, Collection<String> others) {
        var near = Stream.concat(known.stream(), others.stream()).toList();
        String hint = NearMiss.of(name.text(), near)
                .map(meant -> "did you mean " + meant + "?")
                .orElseGet(() -> "expected: " + String.join(", ", known));
        return new MalformedText(name.column(), name.text() + ": " + problem + " (" + hint + ")");
    }
}
