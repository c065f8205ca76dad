package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.RankedTimes;
import dev.impulse.generator.log.IntervalLog;
import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.RunFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
                    merged(found.testCases(), this::response).figures(),
                    merged(found.testCases(), this::service).figures(),
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
                response(found).figures(),
                service(found).figures(),
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
        var response = RankedTimes.response(found, false, test.limits()).figures();
        return new RequestResult(
                found.name(),
                response.count(),
                found.errors(),
                response,
                RankedTimes.service(found, test.limits()).figures(),
                times(accounts.merged(phase, testCase, found.name(), Kind.WAITING)),
                times(accounts.merged(phase, testCase, found.name(), Kind.CONNECT)),
                times(accounts.merged(phase, testCase, found.name(), Kind.TLS)),
                file(phase, testCase, found.name()));
    }

    private RankedTimes response(TestCaseEvidence testCase) {
        return RankedTimes.response(testCase, false, test.limits());
    }

    private RankedTimes service(TestCaseEvidence testCase) {
        return merged(testCase.requests(), request -> RankedTimes.service(request, test.limits()));
    }

    private static <T> RankedTimes merged(List<T> parts, Function<T, RankedTimes> times) {
        return parts.stream().map(times).reduce(RankedTimes.none(), RankedTimes::and);
    }

    private static Times times(Histogram histogram) {
        return new RankedTimes(histogram, 0, Duration.ZERO).figures();
    }

    private String file(int phase, int testCase, @Nullable String request) {
        var file = log == null ? "" : log.file(phase, testCase, request);
        return file.isEmpty() ? "" : RunFolder.HISTOGRAMS + "/" + file;
    }
}
