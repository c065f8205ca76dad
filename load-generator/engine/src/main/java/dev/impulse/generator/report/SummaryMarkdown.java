package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A result as `summary.md`: what a merge request shows.
final class SummaryMarkdown {

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
                + Figures.length(result.lasted()) + ", seed `" + Long.toString(result.seed()) + "`.");
        gates(result, lines);
        figures(result, lines);
        list("Accounts", Accounts.lines(result), lines);
        failures(result, lines);
        return String.join("\n", lines) + "\n";
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

    private static void figures(Result result, List<String> lines) {
        for (var phase : result.phases()) {
            String judged =
                    phase.name().equals(phase.kind().text()) ? "" : phase.kind().text() + ", ";
            heading(escaped(phase.name()) + " (" + judged + Figures.length(phase.lasted()) + ")", lines);
            lines.add("| | " + String.join(" | ", FigureRows.HEADINGS) + " |");
            lines.add("| --- |" + String.join("|", Collections.nCopies(FigureRows.HEADINGS.size(), " ---: ")) + "|");
            for (var row : FigureRows.of(phase, true)) {
                var cells = new ArrayList<String>();
                cells.add("– ".repeat(row.depth()) + row.name());
                cells.addAll(row.cells());
                lines.add(row(cells));
            }
        }
    }

    private static void failures(Result result, List<String> lines) {
        var texts = new ArrayList<String>();
        for (var failure : result.failures()) {
            String where = failure.request().isEmpty() || failure.request().equals(failure.testCase())
                    ? failure.testCase()
                    : failure.testCase() + "/" + failure.request();
            texts.add(where + ": " + failure.kind().text() + ": " + failure.reason() + " (trigger " + failure.trigger()
                    + ")");
        }
        list("First failures", texts, lines);
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
