package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.plan.NearMiss;
import dev.impulse.load.ErrorKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds one gate against one phase: against each test case that it covers, of which the worst counts.
record GateInPhase(Gate gate, PhaseEvidence phase, Limits limits) {

    /// Empty when the phase asks nothing of the test cases that the gate covers.
    Optional<GateResult> result() {
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
        return Optional.ofNullable(worst)
                .map(reading -> new GateResult(gate.text(), phase.name(), reading.met(), reading.actual()));
    }

    private boolean isAsked(TestCaseEvidence testCase) {
        boolean hasRate = testCase.askedTps() > 0 || !(gate instanceof Gate.Throughput);
        return hasRate && (testCase.ledger().planned() > 0 || testCase.ledger().started() > 0);
    }

    private Reading read(TestCaseEvidence testCase) {
        var request = gate.scope().request();
        if (request == null) {
            return switch (gate) {
                case Gate.Latency latency ->
                    Times.response(testCase, latency.okOnly(), limits).read(latency);
                case Gate.Errors errors ->
                    read(errors, failed(errors, testCase), testCase.ledger().planned());
                case Gate.Throughput throughput -> read(throughput, testCase);
            };
        }
        for (var evidence : testCase.requests()) {
            if (evidence.name().equals(request.text())) {
                return read(evidence);
            }
        }
        var names = testCase.requests().stream().map(RequestEvidence::name).toList();
        return Reading.missing(NearMiss.of(request.text(), names)
                .map(near -> "no such request (did you mean " + near + "?)")
                .orElse("no such request was made"));
    }

    private Reading read(RequestEvidence request) {
        return switch (gate) {
            case Gate.Latency latency
            when latency.service() -> Times.service(request, limits).read(latency);
            case Gate.Latency latency ->
                Times.response(request, latency.okOnly(), limits).read(latency);
            case Gate.Errors errors -> {
                long failed = sum(request.errors(), errors.kinds());
                long all =
                        sum(request.errors(), Set.of()) + request.responseOk().getTotalCount();
                yield read(errors, failed, all);
            }
            case Gate.Throughput _ -> Reading.missing("requests have no asked rate");
        };
    }

    private static Reading read(Gate.Errors gate, long failed, long all) {
        if (all == 0) {
            return Reading.missing("nothing was measured");
        }
        double percent = 100.0 * failed / all;
        double value = gate.percent() ? percent : failed;
        String actual = Figures.count(failed) + (gate.percent() ? " of " + Figures.count(all) : "");
        return new Reading(
                gate.operator().holds(value, gate.bound()),
                value,
                gate.percent() ? Figures.percent(percent) + " (" + actual + ")" : actual);
    }

    private static Reading read(Gate.Throughput gate, TestCaseEvidence testCase) {
        double percent = 100 * testCase.achievedTps() / testCase.askedTps();
        return new Reading(
                gate.operator().holds(percent, gate.percentOfAsked()),
                percent,
                Figures.percent(percent) + " (" + Figures.rate(testCase.achievedTps()) + " of "
                        + Figures.rate(testCase.askedTps()) + " tps)");
    }

    private static long failed(Gate.Errors gate, TestCaseEvidence testCase) {
        var ledger = testCase.ledger();
        return gate.kinds().isEmpty()
                ? ledger.failed() + ledger.notStarted() + ledger.unfinished() + ledger.unaccounted()
                : sum(testCase.errors(), gate.kinds());
    }

    private static long sum(Map<ErrorKind, Long> errors, Set<ErrorKind> kinds) {
        return errors.entrySet().stream()
                .filter(entry -> kinds.isEmpty() || kinds.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
