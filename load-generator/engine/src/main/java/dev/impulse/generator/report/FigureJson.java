package dev.impulse.generator.report;

import dev.impulse.generator.Figure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// The figures of what is around the generator, as `result.json` holds them.
final class FigureJson {
    /// From here on not every whole number is one of the floating point's.
    private static final double EXACT = 1L << 53;

    private FigureJson() {}

    static void put(ArrayNode list, List<Figure> figures) {
        for (var figure : figures) {
            var tree = list.addObject().put("of", figure.of()).put("name", figure.name());
            if (!figure.part().isEmpty()) {
                tree.put("part", figure.part());
            }
            tree.put("unit", figure.unit());
            if (figure.missing() == null) {
                put(tree.put("from", figure.from()).putArray("values"), figure);
            } else {
                tree.put("missing", figure.missing());
            }
        }
    }

    private static void put(ArrayNode list, Figure figure) {
        for (double value : figure.values()) {
            if (Double.isNaN(value)) {
                list.addNull();
            } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
                list.add((long) value);
            } else {
                list.add(value);
            }
        }
    }

    static List<Figure> read(List<JsonPart> parts) throws UnreadableResult {
        var figures = new ArrayList<Figure>();
        for (var part : parts) {
            boolean missing = part.has("missing");
            figures.add(new Figure(
                    part.text("of"),
                    part.text("name"),
                    part.has("part") ? part.text("part") : "",
                    part.text("unit"),
                    missing ? 0 : part.count("from"),
                    missing ? List.of() : part.numbersOrNull("values"),
                    missing ? part.text("missing") : null));
        }
        return figures;
    }
}
