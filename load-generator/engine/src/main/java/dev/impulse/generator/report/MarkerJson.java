package dev.impulse.generator.report;

import dev.impulse.generator.Marker;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// What was done while a load test ran, in `result.json`.
final class MarkerJson {

    private MarkerJson() {}

    static void put(ArrayNode tree, List<Marker> markers) {
        for (var marker : markers) {
            var written = tree.addObject().put("name", marker.name());
            written.set("from", ResultJson.millis(marker.from().toNanos()));
            written.set("to", ResultJson.millis(marker.to().toNanos()));
            written.put("outcome", marker.outcome().text())
                    .put("detail", marker.detail())
                    .put("mayFail", marker.mayFail());
        }
    }

    static List<Marker> read(List<JsonPart> parts) throws UnreadableResult {
        List<Marker> markers = new ArrayList<>();
        for (var marker : parts) {
            var from = marker.duration("from");
            var to = marker.duration("to");
            if (from.isNegative() || to.compareTo(from) < 0) {
                throw new UnreadableResult(
                        marker.path() + "to: before from (expected: an end that is not before its begin)");
            }
            markers.add(new Marker(
                    marker.text("name"),
                    from,
                    to,
                    marker.word("outcome", Marker.Outcome.values(), Marker.Outcome::text),
                    marker.text("detail"),
                    marker.flag("mayFail")));
        }
        return markers;
    }
}
