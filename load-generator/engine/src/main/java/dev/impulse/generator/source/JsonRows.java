package dev.impulse.generator.source;

import dev.impulse.generator.source.BrokenRows.Problem;
import dev.impulse.load.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// JSON Lines: an object in each line.
final class JsonRows implements RowFormat {

    @Override
    public boolean hasQuotes() {
        return false;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public @Nullable Problem header(String record, long line) {
        return null;
    }

    @Override
    public @Nullable Problem check(String record, long line) {
        try {
            return Columns.MAPPER.readTree(record).isObject()
                    ? null
                    : new Problem(line, "no object", "a line such as { \"name\": \"ada\" }");
        } catch (JacksonException e) {
            return new Problem(line, "no JSON", "an object, in one line");
        }
    }

    @Override
    public @Nullable List<String> columns() {
        return null;
    }

    @Override
    public Row row(String record, String feeder, long number) {
        return new JsonRow(Columns.MAPPER.readTree(record), feeder, number);
    }

    private record JsonRow(JsonNode node, String feeder, long place) implements Row {

        @Override
        public List<String> columns() {
            return List.copyOf(node.propertyNames());
        }

        @Override
        public String text(String column) {
            JsonNode value = node.get(column);
            if (value == null) {
                throw Columns.absent(column, columns(), feeder);
            }
            return value.isString() ? value.asString() : value.toString();
        }

        @Override
        public long number(String column) {
            return Columns.number(text(column), column, toString());
        }

        @Override
        public <T> T as(Class<T> type) {
            return Columns.as(node, type, toString());
        }

        @Override
        public String toString() {
            return "row " + place + " of " + feeder;
        }
    }
}
