package dev.impulse.generator.report;

import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of figures of a phase: each test case, and below it its requests. The terminal's table and that of
/// `summary.md` show the same.
///
/// @param depth 0 for a test case, 1 for a request
/// @param cells under [#HEADINGS]
record FigureRows(int depth, String name, List<String> cells) {

    static final List<String> HEADINGS = List.of("tps", "p50", "p90", "p99", "p99.9", "max", "errors");

    static List<FigureRows> of(PhaseResult phase, boolean withRequests) {
        var rows = new ArrayList<FigureRows>();
        for (var testCase : phase.testCases()) {
            rows.add(new FigureRows(0, testCase.name(), cells(rate(testCase), testCase.response(), errors(testCase))));
            if (withRequests && !isTheTestCaseItself(testCase)) {
                for (var request : testCase.requests()) {
                    rows.add(row(request, phase.lasted()));
                }
            }
        }
        return rows;
    }

    /// A test case that is one request under the same name needs one row.
    private static boolean isTheTestCaseItself(TestCaseResult testCase) {
        return testCase.requests().size() == 1
                && testCase.requests().getFirst().name().equals(testCase.name());
    }

    private static FigureRows row(RequestResult request, Duration lasted) {
        double perSecond = request.count() / (lasted.toNanos() / 1e9);
        long errors =
                request.errors().values().stream().mapToLong(Long::longValue).sum();
        return new FigureRows(1, request.name(), cells(decimal(perSecond), request.response(), errors));
    }

    /// With the rate that was asked where it was missed by more than 1 %.
    private static String rate(TestCaseResult testCase) {
        String achieved = decimal(testCase.achievedTps());
        boolean missed = Math.abs(testCase.achievedTps() - testCase.askedTps()) > testCase.askedTps() / 100;
        return testCase.askedTps() > 0 && missed ? achieved + " of " + Figures.rate(testCase.askedTps()) : achieved;
    }

    /// Failed, not started, and unfinished: what did not come to a good end.
    private static long errors(TestCaseResult testCase) {
        var ledger = testCase.ledger();
        return ledger.failed() + ledger.notStarted() + ledger.unfinished() + ledger.unaccounted();
    }

    private static List<String> cells(String rate, Times times, long errors) {
        return List.of(
                rate,
                time(times, times.p50()),
                time(times, times.p90()),
                time(times, times.p99()),
                time(times, times.p999()),
                time(times, times.max()),
                Figures.count(errors));
    }

    /// A percentile, or the like.
    static String time(Times times, long nanos) {
        if (times.count() == 0) {
            return "–";
        }
        return nanos == Times.BEYOND ? "> " + Figures.time(times.above()) : Figures.time(nanos);
    }

    private static String decimal(double perSecond) {
        return String.format(Locale.ROOT, "%,.1f", perSecond);
    }
}
