package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.log.IntervalLog;
import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.RunFolder;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// States the figures of each phase of a run, from its closed accounts.
///
/// @param log that of the histograms; null when there is none
record PhaseResults(
        LoadTest test,
        Evidence evidence,
        Accounts accounts,
        Timeline timeline,
        @Nullable IntervalLog log) {

    /// Those that began, in order.
    List<PhaseResult> all() {
        var phases = new ArrayList<PhaseResult>();
        for (int index = 0; index < evidence.phases().size(); index++) {
            int phase = index;
            var asked = test.phases().get(phase);
            var found = evidence.phases().get(phase);
            phases.add(new PhaseResult(
                    asked.name(),
                    asked.kind(),
                    found.lasted(),
                    found.testCases().stream()
                            .map(testCase -> testCase(asked, phase, testCase))
                            .toList(),
                    times(accounts.merged(phase, -1, null, Kind.RESPONSE)),
                    times(accounts.service(phase, -1)),
                    times(accounts.merged(phase, -1, null, Kind.WAITING)),
                    times(found.lateness())));
        }
        return phases;
    }

    private TestCaseResult testCase(Phase asked, int phase, TestCaseEvidence found) {
        var names = test.testCases().stream().map(each -> each.name()).toList();
        int testCase = names.indexOf(found.name());
        return new TestCaseResult(
                found.name(),
                asked.demands().get(found.name()) instanceof Demand.Closed(int users) ? users : 0,
                found.askedTps(),
                found.achievedTps(),
                found.ledger(),
                times(accounts.merged(phase, testCase, null, Kind.RESPONSE)),
                times(accounts.service(phase, testCase)),
                times(accounts.merged(phase, testCase, null, Kind.LATENESS)),
                times(accounts.merged(phase, testCase, null, Kind.WAITING)),
                found.errors(),
                found.requests().stream()
                        .map(request -> request(phase, testCase, request))
                        .toList(),
                timeline.figures(phase, testCase),
                file(phase, testCase, null));
    }

    private RequestResult request(int phase, int testCase, RequestEvidence found) {
        var response = accounts.merged(phase, testCase, found.name(), Kind.RESPONSE);
        return new RequestResult(
                found.name(),
                response.getTotalCount(),
                found.errors(),
                times(response),
                times(found.service()),
                times(accounts.merged(phase, testCase, found.name(), Kind.WAITING)),
                times(accounts.merged(phase, testCase, found.name(), Kind.CONNECT)),
                times(accounts.merged(phase, testCase, found.name(), Kind.TLS)),
                file(phase, testCase, found.name()));
    }

    private static Times times(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? new Times(0, 0, 0, 0, 0, 0, 0, 0, 0)
                : new Times(
                        histogram.getTotalCount(),
                        histogram.getMinValue(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(95),
                        histogram.getValueAtPercentile(99),
                        histogram.getValueAtPercentile(99.9),
                        histogram.getMaxValue(),
                        histogram.getMean());
    }

    private String file(int phase, int testCase, @Nullable String request) {
        var file = log == null ? "" : log.file(phase, testCase, request);
        return file.isEmpty() ? "" : RunFolder.HISTOGRAMS + "/" + file;
    }
}
