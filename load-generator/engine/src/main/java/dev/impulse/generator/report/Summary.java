package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.judge.GateResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the terminal shows when a load test has ended: the verdict and why, the figures, the gates with their real
/// values, what went wrong first, and where the files are. Fits a screen.
public final class Summary {

    /// Beyond so many rows of figures the requests' are left to `summary.md`.
    private static final int MOST_ROWS = 24;

    private static final int MOST_FAILURES = 5;
    private static final int MOST_LINES_OF_A_FAILURE = 4;

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
        summary.gates();
        summary.section(
                "accounts",
                Accounts.lines(result).stream().map(line -> "  " + line).toList());
        summary.failures();
        summary.lines.add("");
        if (folder != null) {
            summary.lines.add("result  " + folder.resolve(ResultFile.SUMMARY.fileName()));
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

    private void failures() {
        var shown = new ArrayList<String>();
        result.failures().stream().limit(MOST_FAILURES).forEach(failure -> shown.addAll(lines(failure)));
        if (result.failures().size() > MOST_FAILURES) {
            shown.add("  more in " + ResultFile.RESULT.fileName());
        }
        section("first failures", shown);
    }

    private List<String> lines(Failure failure) {
        String where = failure.request().isEmpty() || failure.request().equals(failure.testCase())
                ? failure.testCase()
                : failure.testCase() + "/" + failure.request();
        var failureLines = new ArrayList<String>();
        failureLines.add("  " + where + "  " + colours.red(failure.kind().text()) + "  " + failure.reason() + "  "
                + colours.faint("trigger " + failure.trigger()));
        failure.detail()
                .lines()
                .limit(MOST_LINES_OF_A_FAILURE)
                .forEach(line -> failureLines.add("      " + line.stripTrailing()));
        return failureLines;
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
