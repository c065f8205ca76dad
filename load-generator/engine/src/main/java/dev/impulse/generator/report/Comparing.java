package dev.impulse.generator.report;

import dev.impulse.generator.Comparison;
import dev.impulse.generator.Comparison.Row;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Machine;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a result beside its baseline. What both have, and what was asked of it at the same rate, is compared; the rest
/// is named. For one thread.
public final class Comparing {
    private final Result now;
    private final Result before;
    private final List<String> unlike = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private Comparing(Result now, Result before) {
        this.now = now;
        this.before = before;
    }

    /// The result beside an earlier one.
    ///
    /// @param folder of the baseline, as it was asked for
    public static Comparison of(Result now, Result before, String folder) {
        var comparing = new Comparing(now, before);
        comparing.whole();
        comparing.phases();
        return new Comparison(folder, before.started(), before.verdict(), comparing.unlike, comparing.rows);
    }

    /// Why a result is no baseline of a load test; null when it is one. Known before that is run.
    public static @Nullable String refusal(List<Phase> phases, Result before) {
        boolean shared = phases.stream()
                .anyMatch(phase -> before.phases().stream()
                        .filter(one -> one.name().equals(phase.name()))
                        .flatMap(one -> one.testCases().stream())
                        .anyMatch(one -> phase.demands().containsKey(one.name())));
        return shared
                ? null
                : "a result of " + before.name()
                        + ", which has no test case in a phase in common with this load test (its"
                        + " phases: " + names(before.phases(), PhaseResult::name) + "; its test cases: "
                        + before.phases().stream()
                                .flatMap(phase -> phase.testCases().stream())
                                .map(TestCaseResult::name)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private void whole() {
        if (before.verdict() == Verdict.INCONCLUSIVE) {
            unlike.add("the baseline is inconclusive, so its numbers cannot be trusted: " + before.reason());
        }
        differ("load test", before.name(), now.name());
        differ("target", before.target().toString(), now.target().toString());
        differ("profile", profile(before), profile(now));
        differ(
                "machine",
                text(before.generator().machine()),
                text(now.generator().machine()));
        differ(
                "version of Impulse",
                before.generator().impulse(),
                now.generator().impulse());
    }

    private void differ(String what, String earlier, String here) {
        if (!earlier.equals(here)) {
            unlike.add("another " + what + ": " + earlier + " (now " + here + ")");
        }
    }

    private static String profile(Result result) {
        var written = result.loadTest();
        return written == null || written.profile() == null ? "none" : written.profile();
    }

    private static String text(Machine machine) {
        return machine.processors() + " × " + machine.cpu() + ", " + machine.kernel();
    }

    private void phases() {
        var earlier = byName(before.phases(), PhaseResult::name);
        var here = byName(now.phases(), PhaseResult::name);
        onlyInOne("phase", "", earlier.keySet(), here.keySet());
        here.forEach((name, phase) -> {
            var other = earlier.get(name);
            if (other != null) {
                phase(other, phase);
            }
        });
    }

    private void phase(PhaseResult earlier, PhaseResult here) {
        String in = " in " + here.name();
        if (!earlier.lasted().equals(here.lasted())) {
            unlike.add(here.name() + " lasted " + Figures.length(earlier.lasted()) + " (now "
                    + Figures.length(here.lasted()) + ")");
        }
        var before = byName(earlier.testCases(), TestCaseResult::name);
        var now = byName(here.testCases(), TestCaseResult::name);
        onlyInOne("test case", in, before.keySet(), now.keySet());
        now.forEach((name, testCase) -> {
            var other = before.get(name);
            if (other != null) {
                testCase(earlier, other, here, testCase);
            }
        });
    }

    private void testCase(
            PhaseResult earlierPhase, TestCaseResult earlier, PhaseResult herePhase, TestCaseResult here) {
        String phase = herePhase.name();
        String askedBefore = asked(before, phase, earlier);
        String askedNow = asked(now, phase, here);
        if (!askedBefore.equals(askedNow)) {
            unlike.add("asked of " + here.name() + " in " + phase + " was " + askedBefore + " (now " + askedNow
                    + "): not compared");
            return;
        }
        rows.add(new Row(phase, here.name(), "", figures(earlier), figures(here)));
        var before = byName(earlier.requests(), RequestResult::name);
        var now = byName(here.requests(), RequestResult::name);
        onlyInOne("request", " of " + here.name() + " in " + phase, before.keySet(), now.keySet());
        now.forEach((name, request) -> {
            var other = before.get(name);
            if (other != null) {
                rows.add(new Row(
                        phase,
                        here.name(),
                        name,
                        figures(other, earlierPhase.lasted()),
                        figures(request, herePhase.lasted())));
            }
        });
    }

    /// As it was written; where that is not known, by figures.
    private static String asked(Result result, String phase, TestCaseResult testCase) {
        return result.plan().stream()
                .filter(one -> one.name().equals(phase))
                .map(PlannedPhase::demands)
                .map(demands -> demands.get(testCase.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> testCase.users() > 0
                        ? testCase.users() + " users"
                        : Figures.rate(testCase.askedTps()) + " tps");
    }

    private void onlyInOne(String what, String where, Set<String> earlier, Set<String> here) {
        named("only the baseline has", what, where, without(earlier, here));
        named("the baseline has not", what, where, without(here, earlier));
    }

    private void named(String which, String what, String where, Set<String> names) {
        if (!names.isEmpty()) {
            unlike.add(which + " the " + what + (names.size() == 1 ? " " : "s ") + String.join(", ", names) + where);
        }
    }

    private static Set<String> without(Set<String> all, Collection<String> others) {
        var left = new LinkedHashSet<>(all);
        left.removeAll(others);
        return left;
    }

    private static Comparison.Figures figures(TestCaseResult testCase) {
        var ledger = testCase.ledger();
        long errors = ledger.failed() + ledger.notStarted() + ledger.unfinished() + ledger.unaccounted();
        return figures(testCase.response(), percent(errors, ledger.planned()), testCase.achievedTps());
    }

    private static Comparison.Figures figures(RequestResult request, Duration lasted) {
        long errors =
                request.errors().values().stream().mapToLong(Long::longValue).sum();
        return figures(
                request.response(), percent(errors, request.count()), request.count() / (lasted.toNanos() / 1e9));
    }

    private static Comparison.Figures figures(Times times, double errors, double perSecond) {
        return new Comparison.Figures(times.count(), times.p50(), times.p95(), times.p99(), errors, perSecond);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream()
                .collect(Collectors.toMap(
                        name, Function.identity(), (first, second) -> first, java.util.LinkedHashMap::new));
    }

    private static <T> String names(List<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.joining(", "));
    }
}
