package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Marker;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Findings.Missed;
import dev.impulse.generator.plan.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// Finds the verdict. In this order: numbers that cannot be trusted are inconclusive, whatever the gates say; a gate
/// that is not met fails; so does a test case of which no trigger was ok, and, where there are no gates, a rate that
/// was not kept.
public final class Judge {

    /// Without gates, so much of what was planned must have been started.
    private static final double KEPT = 0.99;

    private Judge() {}

    /// @param limits those of the run: what a trigger that never ended ran into
    public static Judgement judge(List<Gate> gates, Limits limits, Evidence evidence) {
        var judged = evidence.phases().stream()
                .filter(phase -> phase.kind() != Phase.Kind.WARM_UP)
                .toList();
        var findings = Findings.of(gates, limits, evidence);
        var results = findings.results();
        var stopped = evidence.stopped();
        if (stopped != null && stopped.causes() != null) {
            return new Judgement(Verdict.FAILED, aborted(stopped), stopped.causes(), results);
        }
        var doubt = doubt(gates, evidence, judged);
        if (doubt.isPresent()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE, doubt.get().reason(), doubt.get().causes(), results);
        }
        if (stopped != null) {
            return failed(aborted(stopped), results);
        }
        if (!findings.missed().isEmpty()) {
            return missed(findings.missed(), evidence, results);
        }
        return failure(gates, judged)
                .map(reason -> failed(reason, results))
                .orElseGet(() -> new Judgement(Verdict.PASSED, passed(judged), List.of(), results));
    }

    /// What the generator may have missed by itself is no failure of the system's; what it cannot have, is.
    private static Judgement missed(List<Missed> missed, Evidence evidence, List<GateResult> results) {
        var systems = missed.stream()
                .filter(one -> !one.unread() && one.generators().isEmpty())
                .map(Missed::sentence)
                .toList();
        if (!systems.isEmpty()) {
            return failed(first(systems), results);
        }
        if (missed.getFirst().unread()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE,
                    missed.getFirst().sentence() + ": what could not be read cannot be judged",
                    List.of(),
                    results);
        }
        var phase = missed.getFirst().generators().orElseThrow();
        return new Judgement(
                Verdict.INCONCLUSIVE,
                missed.getFirst().sentence() + ", which may be the generator's own doing: it was up to "
                        + Figures.time(phase.lateness().getMaxValue()) + " late",
                Trust.causes(phase, evidence.watched()),
                results);
    }

    private static Judgement failed(String reason, List<GateResult> results) {
        return new Judgement(Verdict.FAILED, reason, List.of(), results);
    }

    private static String aborted(Evidence.Stopped stopped) {
        return "aborted after " + Figures.length(stopped.after()) + " of " + Figures.length(stopped.of()) + ": "
                + stopped.why();
    }

    /// How late a trigger of a phase may start, in nanoseconds, before it counts as late: the larger of 1 ms and a
    /// tenth of the tightest time that a gate allows.
    public static long allowedLateness(List<Gate> gates, Phase phase) {
        return Trust.allowedNanos(gates, phase.name(), phase.kind());
    }

    private static Optional<Doubt> doubt(List<Gate> gates, Evidence evidence, List<PhaseEvidence> judged) {
        var spoiling =
                evidence.testimony().markers().stream().filter(Marker::spoils).findFirst();
        if (spoiling.isPresent()) {
            return Optional.of(new Doubt("the hook " + spoiling.get().name() + " failed after "
                    + Figures.length(spoiling.get().from()) + ": "
                    + spoiling.get().detail()
                    + "; what should have happened did not, so nothing is judged"));
        }
        var stopped = evidence.stopped();
        if (stopped != null && stopped.by() == null) {
            return Optional.of(new Doubt("stopped " + stopped.why() + " after " + Figures.length(stopped.after())
                    + " of " + Figures.length(stopped.of()) + ": what was not run cannot be judged"));
        }
        return judged.isEmpty() && stopped == null
                ? Optional.of(new Doubt("every phase is a warm-up: there is nothing to judge"))
                : Trust.doubt(gates, evidence);
    }

    private static String first(List<String> missed) {
        return switch (missed.size()) {
            case 1 -> missed.getFirst();
            case 2 -> missed.getFirst() + ", and 1 more gate";
            default -> missed.getFirst() + ", and " + (missed.size() - 1) + " more gates";
        };
    }

    /// What fails a run even if its gates, or none, are met.
    private static Optional<String> failure(List<Gate> gates, List<PhaseEvidence> judged) {
        if (sum(judged, testCase -> testCase.ledger().started()) == 0) {
            return Optional.of("no trigger was started");
        }
        for (var phase : judged) {
            for (var testCase : phase.testCases()) {
                var ledger = testCase.ledger();
                if (ledger.planned() > 0 && ledger.ok() == 0) {
                    return Optional.of(phase.name() + ": none of " + Figures.count(ledger.planned()) + " triggers of "
                            + testCase.name() + " was ok" + kinds(testCase));
                }
                if (gates.isEmpty() && ledger.started() < KEPT * ledger.planned()) {
                    return Optional.of(phase.name() + ": the rate of " + testCase.name() + " was not kept: "
                            + Figures.count(ledger.started()) + " of " + Figures.count(ledger.planned())
                            + " triggers started, the others waited too long for room");
                }
            }
        }
        return Optional.empty();
    }

    private static String kinds(TestCaseEvidence testCase) {
        String kinds = testCase.errors().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().text() + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "" : " (" + kinds + ")";
    }

    private static String passed(List<PhaseEvidence> judged) {
        var lateness = new Histogram(3);
        judged.forEach(phase -> lateness.add(phase.lateness()));
        long started = sum(judged, testCase -> testCase.ledger().started());
        long planned = sum(judged, testCase -> testCase.ledger().planned());
        String triggers = Figures.count(started) + " of " + Figures.count(planned) + " triggers";
        return lateness.getTotalCount() == 0
                ? triggers
                : triggers + (lateness.getMaxValue() <= Trust.ALWAYS_ALLOWED.toNanos() ? ", all" : ",")
                        + " on time (99 % within " + Figures.time(lateness.getValueAtPercentile(99)) + ")";
    }

    private static long sum(List<PhaseEvidence> phases, ToLongFunction<TestCaseEvidence> count) {
        return phases.stream()
                .flatMap(phase -> phase.testCases().stream())
                .mapToLong(count)
                .sum();
    }
}
