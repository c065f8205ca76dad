package dev.impulse.generator.report;

import dev.impulse.generator.Comparison;
import dev.impulse.generator.Comparison.Row;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.Figures;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// A comparison with a baseline, for people: what the terminal and `summary.md` show of it.
final class ComparisonText {
    static final String NOT_JUDGED =
            "reported only, not judged: one run beside one other does not tell a change from chance";

    static final List<String> HEADINGS = List.of("tps", "p50", "p95", "p99", "errors");

    private static final double WHOLE = 9.95;

    private ComparisonText() {}

    /// Which baseline it is.
    static String heading(Comparison comparison) {
        return comparison.folder() + " (" + comparison.verdict().text() + ", started " + comparison.started() + ")";
    }

    /// The values of both runs under [#HEADINGS], such as `14.8 ms → 18.2 ms (+23 %)`.
    static List<String> values(Row row) {
        return List.of(
                pair(
                        Figures.rate(row.before().perSecond()),
                        Figures.rate(row.now().perSecond())),
                times(row, Comparison.Figures::p50),
                times(row, Comparison.Figures::p95),
                times(row, Comparison.Figures::p99),
                pair(
                        Figures.percent(row.before().errors()),
                        Figures.percent(row.now().errors())));
    }

    /// By how much they changed, under [#HEADINGS], such as `+23 %`; of errors both shares, where they differ.
    static List<String> changes(Row row) {
        return List.of(
                change(row.before().perSecond(), row.now().perSecond()),
                change(row, Comparison.Figures::p50),
                change(row, Comparison.Figures::p95),
                change(row, Comparison.Figures::p99),
                pair(
                        Figures.percent(row.before().errors()),
                        Figures.percent(row.now().errors())));
    }

    private static String times(Row row, ToLongFunction<Comparison.Figures> time) {
        long before = time.applyAsLong(row.before());
        long now = time.applyAsLong(row.now());
        String values = text(row.before(), before) + " → " + text(row.now(), now);
        return isTime(row.before(), before) && isTime(row.now(), now)
                ? values + " (" + change((double) before, (double) now) + ")"
                : values;
    }

    private static String change(Row row, ToLongFunction<Comparison.Figures> time) {
        long before = time.applyAsLong(row.before());
        long now = time.applyAsLong(row.now());
        return isTime(row.before(), before) && isTime(row.now(), now)
                ? change((double) before, (double) now)
                : text(row.before(), before) + " → " + text(row.now(), now);
    }

    private static boolean isTime(Comparison.Figures figures, long nanos) {
        return figures.count() > 0 && nanos != Times.BEYOND;
    }

    private static String text(Comparison.Figures figures, long nanos) {
        return figures.count() == 0 ? "–" : nanos == Times.BEYOND ? "no end" : Figures.time(nanos);
    }

    private static String pair(String before, String now) {
        return before.equals(now) ? now : before + " → " + now;
    }

    private static String change(double before, double now) {
        if (before == now) {
            return "±0 %";
        }
        if (before == 0) {
            return "new";
        }
        double percent = 100 * (now - before) / before;
        String digits = String.format(Locale.ROOT, Math.abs(percent) < WHOLE ? "%+.1f" : "%+,.0f", percent);
        return (digits.matches("[+-]0\\.0") ? "±0" : digits.replace('-', '−')) + " %";
    }
}
