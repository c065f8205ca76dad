package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.judge.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A result as `summary.md`: what a merge request shows.
final class SummaryMarkdown {

    private static final int MOST_FAILURES = 20;

    private SummaryMarkdown() {}

    static String text(Result result) {
        var lines = new ArrayList<String>();
        lines.add("# " + escaped(result.name()) + ": " + Colours.NONE.verdict(result.verdict()));
        lines.add("");
        lines.add(escaped(result.reason()));
        lines.add("");
        result.causes().forEach(cause -> lines.add("- " + escaped(cause)));
        if (!result.causes().isEmpty()) {
            lines.add("");
        }
        lines.add("Against " + escaped(result.target().toString()) + ", started " + result.started() + ", "
                + Figures.length(result.lasted()) + ", seed `" + Long.toString(result.seed()) + "`" + profile(result)
                + ".");
        gates(result, lines);
        hooks(result, lines);
        figures(result, lines);
        dependencies(result, lines);
        system(result, lines);
        baseline(result, lines);
        list("Accounts", Accounts.lines(result), lines);
        failures(result, lines);
        return String.join("\n", lines) + "\n";
    }

    private static String profile(Result result) {
        var written = result.loadTest();
        return written == null || written.profile() == null ? "" : ", profile " + escaped(written.profile());
    }

    private static void gates(Result result, List<String> lines) {
        if (result.gates().isEmpty()) {
            return;
        }
        heading("Gates", lines);
        lines.add("| | gate | phase | real value |");
        lines.add("| --- | --- | --- | --- |");
        for (var gate : result.gates()) {
            lines.add(
                    row(List.of(Colours.NONE.sign(gate, result.verdict()), gate.gate(), gate.phase(), gate.actual())));
        }
    }

    private static void hooks(Result result, List<String> lines) {
        if (result.testimony().markers().isEmpty()) {
            return;
        }
        heading("Hooks", lines);
        lines.add(row(MarkerText.HEADINGS));
        lines.add("| --- | --- | --- |");
        result.testimony().markers().forEach(marker -> lines.add(row(MarkerText.cells(marker))));
    }

    private static void baseline(Result result, List<String> lines) {
        var comparison = result.baseline();
        if (comparison == null) {
            return;
        }
        heading("Beside the baseline", lines);
        lines.add(escaped(ComparisonText.heading(comparison)) + "; " + ComparisonText.NOT_JUDGED + ".");
        lines.add("");
        lines.add("| | " + String.join(" | ", ComparisonText.HEADINGS) + " |");
        lines.add("| --- |" + String.join("|", Collections.nCopies(ComparisonText.HEADINGS.size(), " ---: ")) + "|");
        for (var compared : comparison.rows()) {
            var cells = new ArrayList<String>();
            cells.add(
                    compared.request().isEmpty()
                            ? compared.phase() + ", " + compared.testCase()
                            : "– " + compared.request());
            cells.addAll(ComparisonText.values(compared));
            lines.add(row(cells));
        }
        if (!comparison.unlike().isEmpty()) {
            lines.add("");
            comparison.unlike().forEach(line -> lines.add("- " + escaped(line)));
        }
    }

    private static void figures(Result result, List<String> lines) {
        for (var phase : result.phases()) {
            String judged =
                    phase.name().equals(phase.kind().text()) ? "" : phase.kind().text() + ", ";
            heading(escaped(phase.name()) + " (" + judged + Figures.length(phase.lasted()) + ")", lines);
            tableHead(FigureRows.HEADINGS, lines);
            for (var row : FigureRows.of(phase, true)) {
                var cells = new ArrayList<String>();
                cells.add("– ".repeat(row.depth()) + row.name());
                cells.addAll(row.cells());
                lines.add(row(cells));
            }
        }
    }

    private static void dependencies(Result result, List<String> lines) {
        var rows = DependencyRows.of(result);
        var remarks = DependencyRows.remarks(result);
        if (rows.isEmpty() && remarks.isEmpty()) {
            return;
        }
        heading("Mocked dependencies", lines);
        if (!rows.isEmpty()) {
            tableHead(DependencyRows.HEADINGS, lines);
            for (var row : rows) {
                lines.add(row(Stream.concat(Stream.of(row.name()), row.cells().stream())
                        .toList()));
            }
            lines.add("");
        }
        remarks.forEach(remark -> lines.add("- " + escaped(remark)));
        if (remarks.isEmpty()) {
            lines.removeLast();
        }
    }

    private static void system(Result result, List<String> lines) {
        var table = SystemTable.of(result);
        if (table.isEmpty()) {
            return;
        }
        heading("The system under test", lines);
        tableHead(table.headings(), lines);
        lines.add("| max | " + String.join(" | ", table.highest()) + " |");
        lines.add("| mean | " + String.join(" | ", table.means()) + " |");
        var full = FullPools.lines(result);
        if (!full.isEmpty()) {
            lines.add("");
            full.forEach(pool -> lines.add("- " + escaped(pool)));
        }
    }

    private static void tableHead(List<String> headings, List<String> lines) {
        lines.add("| | " + String.join(" | ", headings) + " |");
        lines.add("| --- |" + String.join("|", Collections.nCopies(headings.size(), " ---: ")) + "|");
    }

    private static void failures(Result result, List<String> lines) {
        if (result.failures().isEmpty()) {
            return;
        }
        heading("First failures", lines);
        var groups = result.failures().stream()
                .collect(Collectors.groupingBy(
                        failure -> List.of(
                                FailureText.where(failure), failure.kind().text()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.values().stream().limit(MOST_FAILURES).forEach(group -> failure(group, lines));
        if (groups.size() > MOST_FAILURES) {
            lines.add("More in " + ResultFile.RESULT.fileName() + ".");
            lines.add("");
        }
        lines.removeLast();
    }

    /// The first one whole, of the others where to look for them.
    private static void failure(List<Failure> group, List<String> lines) {
        var failure = group.getFirst();
        lines.add("### "
                + escaped(FailureText.where(failure) + ": " + failure.kind().text()));
        lines.add("");
        lines.add(escaped(failure.reason()));
        lines.add("");
        lines.add("- " + escaped(FailureText.when(failure)) + trace(failure));
        var timings = FailureText.timings(failure);
        if (!timings.isEmpty()) {
            lines.add("- " + escaped(timings));
        }
        for (var other : group.subList(1, group.size())) {
            lines.add("- also " + escaped(FailureText.when(other)) + trace(other));
        }
        lines.add("");
        var sent = failure.sent();
        if (sent != null) {
            block(FailureText.message(sent.method() + " " + sent.url(), sent.headers(), sent.body()), lines);
        }
        var received = failure.received();
        if (received != null) {
            block(FailureText.message("" + received.status(), received.headers(), received.body()), lines);
        }
        if (!failure.stack().isEmpty()) {
            block(failure.stack(), lines);
        }
    }

    private static String trace(Failure failure) {
        return failure.traceId() == null ? "" : ", trace `" + failure.traceId() + "`";
    }

    /// Between fences that are longer than any in the text.
    private static void block(String text, List<String> lines) {
        var fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        lines.add(fence + "text");
        text.stripTrailing()
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " "))
                .forEach(lines::add);
        lines.add(fence);
        lines.add("");
    }

    private static void list(String title, List<String> texts, List<String> lines) {
        if (!texts.isEmpty()) {
            heading(title, lines);
            texts.forEach(text -> lines.add("- " + escaped(text)));
        }
    }

    private static void heading(String title, List<String> lines) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
    }

    private static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ", cells.stream().map(SummaryMarkdown::escaped).toList()) + " |";
    }

    /// What users name and servers answer must not become markup.
    private static String escaped(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1");
    }
}
