package dev.impulse.generator.report;

import dev.impulse.generator.Marker;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.judge.GateResult;
import dev.impulse.load.ErrorKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// What the terminal shows when a load test has ended: the verdict and why, the figures, the gates with their real
/// values, what went wrong first, and where the files are. Fits a screen.
public final class Summary {

    /// Beyond so many rows of figures the requests' are left to `summary.md`.
    private static final int MOST_ROWS = 24;

    private static final int MOST_LINES_OF_A_STACK = 2;
    private static final int WIDEST = 140;

    private final Result result;
    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    private Summary(Result result, Colours colours) {
        this.result = result;
        this.colours = colours;
    }

    /// The summary as lines, each ended.
    ///
    /// @param folder where the result was written; null when it was not
    public static String text(Result result, @Nullable Path folder, Colours colours) {
        var summary = new Summary(result, colours);
        summary.lines.add(colours.verdict(result.verdict()) + "   " + result.reason());
        result.causes().forEach(cause -> summary.lines.add("  " + cause));
        summary.figures();
        summary.dependencies();
        summary.system();
        summary.hooks();
        summary.gates();
        summary.baseline();
        summary.section(
                "accounts",
                Accounts.lines(result).stream().map(line -> "  " + line).toList());
        summary.failures();
        summary.lines.add("");
        if (folder != null) {
            summary.lines.add("result  " + folder.resolve(ResultFile.SUMMARY.fileName()));
        }
        if (result.loadTest() != null && result.loadTest().profile() != null) {
            summary.lines.add(colours.faint("profile " + result.loadTest().profile()));
        }
        summary.lines.add(
                colours.faint("seed    " + Long.toString(result.seed()) + "   scenarios ran " + result.scheduling()));
        return String.join("\n", summary.lines) + "\n";
    }

    private void figures() {
        boolean requestsFit = rows(true) <= MOST_ROWS;
        var table = new Table();
        table.row("", FigureRows.HEADINGS);
        for (var phase : result.phases()) {
            boolean headed = result.phases().size() > 1;
            if (headed) {
                table.row(phase.name(), List.of());
            }
            for (var row : FigureRows.of(phase, requestsFit)) {
                table.row("  ".repeat(row.depth() + (headed ? 1 : 0)) + row.name(), row.cells());
            }
        }
        lines.add("");
        lines.addAll(table.lines());
        if (!requestsFit) {
            lines.add(colours.faint("the requests' figures are in " + ResultFile.SUMMARY.fileName()));
        }
    }

    private int rows(boolean withRequests) {
        return result.phases().stream()
                .mapToInt(phase -> FigureRows.of(phase, withRequests).size() + 1)
                .sum();
    }

    private void dependencies() {
        var table = new Table();
        var rows = DependencyRows.of(result);
        if (!rows.isEmpty()) {
            table.row("", DependencyRows.HEADINGS);
            rows.forEach(row -> table.row("  " + row.name(), row.cells()));
        }
        var said = new ArrayList<>(table.lines());
        DependencyRows.remarks(result).forEach(remark -> said.add("  " + printable(remark)));
        section("mocked dependencies", said);
    }

    private void system() {
        var system = SystemTable.of(result);
        if (!system.isEmpty()) {
            var table = new Table();
            table.row("system", system.headings());
            table.row("  max", system.highest());
            table.row("  mean", system.means());
            lines.add("");
            lines.addAll(table.lines());
            FullPools.lines(result).forEach(pool -> lines.add("  " + printable(pool)));
        }
    }

    private void gates() {
        int gate = width(result.gates().stream().map(GateResult::gate).toList());
        int phase = width(result.gates().stream().map(GateResult::phase).toList());
        section(
                "gates",
                result.gates().stream()
                        .map(one -> "  " + colours.sign(one, result.verdict()) + " " + padded(one.gate(), gate) + "   "
                                + padded(one.phase(), phase) + "   " + one.actual())
                        .toList());
    }

    private void hooks() {
        int name = width(result.testimony().markers().stream().map(Marker::name).toList());
        section(
                "hooks",
                result.testimony().markers().stream()
                        .map(MarkerText::cells)
                        .map(cells -> "  " + padded(cells.getFirst(), name) + "   "
                                + printable(String.join("   ", cells.subList(1, cells.size()))))
                        .toList());
    }

    /// The triggers of what is judged, and by how much they changed.
    private void baseline() {
        var comparison = result.baseline();
        if (comparison == null) {
            return;
        }
        var table = new Table();
        table.row("", ComparisonText.HEADINGS);
        comparison.rows().stream()
                .filter(row -> row.request().isEmpty())
                .limit(MOST_ROWS)
                .forEach(row -> table.row(row.phase() + " " + row.testCase(), ComparisonText.changes(row)));
        var shown = new ArrayList<String>();
        table.lines().forEach(line -> shown.add("  " + line));
        comparison.unlike().forEach(line -> shown.add("  " + printable(line)));
        shown.add(colours.faint("  " + ComparisonText.NOT_JUDGED));
        shown.add(colours.faint("  its values, and the requests', are in " + ResultFile.SUMMARY.fileName()));
        section("beside the baseline " + ComparisonText.heading(comparison), shown);
    }

    private void failures() {
        var firsts = new TreeMap<ErrorKind, Failure>();
        result.failures()
                .forEach(failure ->
                        firsts.merge(failure.kind(), failure, BinaryOperator.minBy(Comparator.comparing(Failure::at))));
        var shown = new ArrayList<String>();
        firsts.values().forEach(failure -> shown.addAll(lines(failure)));
        if (result.failures().size() > firsts.size()) {
            shown.add(colours.faint("  more, and all of these, in " + ResultFile.SUMMARY.fileName()));
        }
        section("first failure of each kind", shown);
    }

    private List<String> lines(Failure failure) {
        var failureLines = new ArrayList<String>();
        failureLines.add("  " + colours.red(failure.kind().text()) + "  " + printable(FailureText.where(failure)) + "  "
                + printable(failure.reason()));
        var exchange = FailureText.exchange(failure);
        if (!exchange.isEmpty()) {
            failureLines.add("      " + printable(exchange));
        }
        FailureText.gist(failure, MOST_LINES_OF_A_STACK).forEach(line -> failureLines.add("      " + printable(line)));
        var timings = FailureText.timings(failure);
        failureLines.add(colours.faint("      " + FailureText.when(failure) + (timings.isEmpty() ? "" : "; " + timings)
                + (failure.traceId() == null ? "" : "; trace " + failure.traceId())));
        return failureLines;
    }

    /// What servers answer must not move the cursor, nor fill the screen.
    private static String printable(String text) {
        var line = text.strip().replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}]+", " ");
        return line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line;
    }

    private void section(String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(content);
        }
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
