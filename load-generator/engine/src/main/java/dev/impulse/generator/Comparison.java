package dev.impulse.generator;

import java.time.Instant;
import java.util.List;

/// A result beside an earlier one, its baseline. Nothing of it is judged: one run beside one other does not tell a
/// change from chance.
///
/// @param folder of the baseline, as it was asked for
/// @param started when the baseline was begun
/// @param unlike what of the two is not the same, a line each: what is not compared, and what to mind where it is
/// @param rows what is compared
public record Comparison(String folder, Instant started, Verdict verdict, List<String> unlike, List<Row> rows) {

    public Comparison {
        unlike = List.copyOf(unlike);
        rows = List.copyOf(rows);
    }

    /// The triggers of a test case in a phase, or its requests of one name.
    ///
    /// @param request empty for the triggers
    public record Row(String phase, String testCase, String request, Figures before, Figures now) {}

    /// Response times in nanoseconds.
    ///
    /// @param p50 [Result.Times#BEYOND] where it falls among those without an end, as the other two
    /// @param errors in percent of what was planned, or, of requests, called
    /// @param perSecond started triggers, or calls
    public record Figures(long count, long p50, long p95, long p99, double errors, double perSecond) {}
}
