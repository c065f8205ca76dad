package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.plan.NearMiss;
import dev.impulse.load.ErrorKind;
import java.util.Map;
import java.util.Set;

/// Reads what a gate measures from one test case's evidence.
record GateReading(Gate gate, Limits limits) {
    private static final String NOT_OF_TEST_CASES = "it is of no test case";

    /// Reads it: in each of its windows, of which the worst counts, or as a whole.
    Reading read(TestCaseEvidence testCase) {
        var window = gate.window();
        return window == null ? readWhole(testCase) : Windows.worst(testCase, window, gate.operator(), this::readWhole);
    }

    /// Reads the gate from all that is in the evidence.
    Reading readWhole(TestCaseEvidence testCase) {
        var request = gate.scope().request();
        if (request == null) {
            return switch (gate) {
                case Gate.Latency latency ->
                    RankedTimes.response(testCase, latency.okOnly(), limits).read(latency);
                case Gate.Errors errors ->
                    read(errors, failed(errors, testCase), testCase.ledger().planned());
                case Gate.Throughput throughput -> read(throughput, testCase);
                case Gate.OfSystem _, Gate.OfDependency _ -> Reading.missing(NOT_OF_TEST_CASES);
                case Gate.Abort abort -> new GateReading(abort.condition(), limits).readWhole(testCase);
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
            when latency.service() -> RankedTimes.service(request, limits).read(latency);
            case Gate.Latency latency ->
                RankedTimes.response(request, latency.okOnly(), limits).read(latency);
            case Gate.Errors errors -> {
                long failed = sum(request.errors(), errors.kinds());
                long all =
                        sum(request.errors(), Set.of()) + request.responseOk().getTotalCount();
                yield read(errors, failed, all);
            }
            case Gate.Throughput _ -> Reading.missing("requests have no asked rate");
            case Gate.OfSystem _, Gate.OfDependency _ -> Reading.missing(NOT_OF_TEST_CASES);
            case Gate.Abort abort -> new GateReading(abort.condition(), limits).read(request);
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
