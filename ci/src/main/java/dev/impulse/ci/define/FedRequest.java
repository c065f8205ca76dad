package dev.impulse.ci.define;

import dev.impulse.ci.define.RequestScenario.Body;
import dev.impulse.ci.define.RequestScenario.Field;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scenario of one request with fields of rows in it: each trigger takes one row of each feeder. Immutable; triggers
/// share it.
///
/// @param request with its fields as they are written; it has a name
/// @param feeders those whose fields stand in it
public record FedRequest(RequestScenario request, List<String> feeders) implements LoadGenerator {

    public FedRequest {
        feeders = List.copyOf(feeders);
    }

    @Override
    public void run(Load load) {
        Map<String, Row> rows = new HashMap<>();
        for (String feeder : feeders) {
            rows.put(feeder, load.feed(feeder).next());
        }
        filled(rows).run(load);
    }

    /// The request with what the rows hold, and with what stands for itself.
    RequestScenario filled(Map<String, Row> rows) {
        return new RequestScenario(
                request.method(),
                RowFields.filledPath(request.target(), rows),
                fields(request.headers(), rows),
                fields(request.query(), rows),
                body(rows),
                request.expected(),
                request.name(),
                request.timeout());
    }

    private static List<Field> fields(List<Field> fields, Map<String, Row> rows) {
        return fields.stream()
                .map(field -> new Field(field.name(), RowFields.filled(field.value(), rows)))
                .toList();
    }

    private Body body(Map<String, Row> rows) {
        return switch (request.body()) {
            case Body.None none -> none;
            case Body.Text text -> new Body.Text(RowFields.filled(text.text(), rows));
            case Body.Form form -> new Body.Form(fields(form.fields(), rows));
            case Body.Json json -> new Body.Json(json(json.value(), rows));
        };
    }

    private static @Nullable Object json(@Nullable Object value, Map<String, Row> rows) {
        return switch (value) {
            case String text -> RowFields.filled(text, rows);
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(json(item, rows)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> entries.put(String.valueOf(key), json(item, rows)));
                yield entries;
            }
            case null -> null;
            default -> value;
        };
    }
}
