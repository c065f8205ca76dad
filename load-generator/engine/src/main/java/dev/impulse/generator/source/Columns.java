package dev.impulse.generator.source;

import dev.impulse.generator.plan.NearMiss;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What rows of either format have in common. No message shows what stands in a row: it may be a password.
final class Columns {

    /// With the modules that are on the class path, Kotlin's among them.
    static final JsonMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

    private Columns() {}

    /// Loads Jackson with its modules, which takes tens of milliseconds, before a trigger would have to wait for it.
    static void prepare() {
        as(Map.of("ok", true), Map.class, "");
    }

    static IllegalArgumentException absent(String column, List<String> columns, String feeder) {
        return new IllegalArgumentException(feeder + ": no column " + column + " ("
                + NearMiss.of(column, columns)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("expected: one of " + String.join(", ", columns))
                + ")");
    }

    static long number(String text, String column, String row) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(row + ": " + column + " is no whole number");
        }
    }

    static <T> T as(Object values, Class<T> type, String row) {
        try {
            return MAPPER.convertValue(values, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(row + ": does not fit " + type.getSimpleName());
        }
    }
}
