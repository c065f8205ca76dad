package dev.impulse.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a file, with its place. Immutable.
public sealed interface Node {

    /// Where the value begins.
    Place place();

    /// The value as lists, maps (in order), texts, numbers (whole ones as [BigInteger]), booleans and null.
    default @Nullable Object plain() {
        return switch (this) {
            case Scalar scalar -> scalar.meaning();
            case Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(item.plain()));
                yield items;
            }
            case Mapping mapping -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                mapping.entries()
                        .forEach(entry ->
                                entries.put(entry.key().text(), entry.value().plain()));
                yield entries;
            }
        };
    }

    /// Values under keys, in the order of the file. A key comes once.
    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /// A value under its key.
    record Entry(Scalar key, Node value) {}

    /// Values in order.
    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A single value.
    ///
    /// @param text without quotes, escapes resolved; as written when it is a number
    /// @param lead how many columns after `place` the text begins, when it stands in the file letter by letter; below 0
    ///     when it does not: with escapes, over several lines, after a tag
    record Scalar(Place place, String text, Type type, int lead, Form form) implements Node {

        /// What it stands for where a number or `true` belongs: quotes around a variable are there for YAML's sake.
        Scalar bare() {
            return form == Form.FILLED ? new Scalar(place, text, YamlTree.typeOf(text), lead, form) : this;
        }

        /// The place of a character of the text, or of the whole value when that cannot be said.
        ///
        /// @param index into `text`
        public Place placeAt(int index) {
            if (lead < 0 || index < 0 || index > text.length()) {
                return place;
            }
            return place.right(lead + text.codePointCount(0, index));
        }

        /// What the text stands for: a [BigInteger], [BigDecimal], [Double] (when infinite or not a number), [Boolean],
        /// the text itself, or null. A text that was declared to be a number and is none stands for itself.
        public @Nullable Object meaning() {
            return switch (type) {
                case TEXT -> text;
                case NOTHING -> null;
                case BOOLEAN -> Boolean.valueOf(text);
                case INTEGER -> Numbers.integer(text);
                case DECIMAL -> Numbers.decimal(text);
            };
        }
    }

    /// How a [Scalar] came to its text.
    enum Form {
        /// As written, without quotes.
        PLAIN,
        /// As written, in quotes or as a block.
        QUOTED,
        /// Variables were filled in, inside quotes.
        FILLED,
        /// A secret was filled in: it is not to be shown.
        SECRET,
        /// A variable in it could not be filled in, which was told: its text means nothing.
        UNKNOWN
    }

    /// What a [Scalar] is by YAML 1.2's core schema.
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NOTHING
    }
}
