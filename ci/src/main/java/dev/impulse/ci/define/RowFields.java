package dev.impulse.ci.define;

import dev.impulse.load.Row;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fields of rows in the requests of a load test's file: `{{users.name}}` is the column `name` of the trigger's row of
/// `users`. With a backslash before it, it stands for itself without the backslash.
final class RowFields {

    private static final Pattern FIELD =
            Pattern.compile("(\\\\)?\\{\\{\\s*(" + Names.NAME.pattern() + ")\\.([^{}]*?)\\s*}}");

    private RowFields() {}

    /// The text with each field replaced by letters that may stand anywhere.
    static String blanked(String text) {
        return FIELD.matcher(text).replaceAll("x");
    }

    /// The feeders whose fields stand in a value or below it; tells of those that there are not.
    static Set<String> feeders(Value value, DefinedFeeders feeders) {
        Set<String> used = new TreeSet<>();
        collect(value.node(), value, feeders, used);
        return used;
    }

    private static void collect(Node node, Value value, DefinedFeeders feeders, Set<String> used) {
        switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().forEach(entry -> collect(entry.value(), value, feeders, used));
            case Node.Sequence sequence -> sequence.items().forEach(item -> collect(item, value, feeders, used));
            case Node.Scalar scalar -> {
                Matcher field = FIELD.matcher(scalar.text());
                while (field.find()) {
                    if (field.group(1) != null) {
                        continue;
                    }
                    String feeder = field.group(2);
                    String column = field.group(3);
                    List<String> columns = feeders.columns().get(feeder);
                    if (columns == null) {
                        value.tellAt(
                                scalar.placeAt(field.start(2)),
                                "no such feeder: " + feeder,
                                Nearest.advice(feeder, feeders.columns().keySet()));
                    } else if (!columns.isEmpty() && !columns.contains(column)) {
                        value.tellAt(
                                scalar.placeAt(field.start(3)),
                                "no such column of " + feeder + ": " + column,
                                Nearest.advice(column, columns));
                    }
                    used.add(feeder);
                }
            }
        }
    }

    /// The text with what the rows hold.
    ///
    /// @param rows by the feeder's name
    static String filled(String text, Map<String, Row> rows) {
        return filled(text, rows, value -> value);
    }

    /// The path or URL with what the rows hold, percent-encoded.
    static String filledPath(String path, Map<String, Row> rows) {
        return filled(
                path,
                rows,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static String filled(String text, Map<String, Row> rows, UnaryOperator<String> written) {
        if (!text.contains("{{")) {
            return text;
        }
        return FIELD.matcher(text).replaceAll(field -> {
            if (field.group(1) != null) {
                return Matcher.quoteReplacement(written.apply(field.group().substring(1)));
            }
            Row row = rows.get(field.group(2));
            return Matcher.quoteReplacement(row == null ? field.group() : written.apply(row.text(field.group(3))));
        });
    }

    /// The text with what would be a field standing for itself.
    static String escaped(String text) {
        return FIELD.matcher(text).replaceAll(field -> Matcher.quoteReplacement("\\" + field.group()));
    }
}
