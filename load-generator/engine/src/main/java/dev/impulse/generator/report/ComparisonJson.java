package dev.impulse.generator.report;

import dev.impulse.generator.Comparison;
import dev.impulse.generator.Comparison.Figures;
import dev.impulse.generator.Comparison.Row;
import dev.impulse.generator.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A comparison with a baseline in `result.json`.
final class ComparisonJson {

    private ComparisonJson() {}

    static void put(ObjectNode tree, Comparison comparison) {
        tree.put("folder", comparison.folder())
                .put("started", comparison.started().toString())
                .put("verdict", comparison.verdict().text())
                .put("judged", false);
        var unlike = tree.putArray("unlike");
        comparison.unlike().forEach(unlike::add);
        var rows = tree.putArray("compared");
        for (var row : comparison.rows()) {
            var written = rows.addObject().put("phase", row.phase()).put("testCase", row.testCase());
            if (!row.request().isEmpty()) {
                written.put("request", row.request());
            }
            put(written.putObject("before"), row.before());
            put(written.putObject("now"), row.now());
        }
    }

    private static void put(ObjectNode tree, Figures figures) {
        tree.put("count", figures.count());
        tree.set("p50", ResultJson.millisOrNull(figures.p50()));
        tree.set("p95", ResultJson.millisOrNull(figures.p95()));
        tree.set("p99", ResultJson.millisOrNull(figures.p99()));
        tree.put("errors", figures.errors()).put("perSecond", figures.perSecond());
    }

    static Comparison read(JsonPart tree) throws UnreadableResult {
        List<Row> rows = new ArrayList<>();
        for (var row : tree.parts("compared")) {
            rows.add(new Row(
                    row.text("phase"),
                    row.text("testCase"),
                    row.has("request") ? row.text("request") : "",
                    figures(row.part("before")),
                    figures(row.part("now"))));
        }
        return new Comparison(
                tree.text("folder"),
                tree.text("started", "a moment such as 2026-11-21T10:12:07Z", Instant::parse),
                tree.word("verdict", Verdict.values(), Verdict::text),
                tree.texts("unlike"),
                rows);
    }

    private static Figures figures(JsonPart tree) throws UnreadableResult {
        return new Figures(
                tree.count("count"),
                ResultReader.orBeyond(tree, "p50"),
                ResultReader.orBeyond(tree, "p95"),
                ResultReader.orBeyond(tree, "p99"),
                tree.number("errors"),
                tree.number("perSecond"));
    }
}
