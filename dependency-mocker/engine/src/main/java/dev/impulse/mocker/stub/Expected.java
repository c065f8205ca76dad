package dev.impulse.mocker.stub;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What a value of a call must be. A value that is not there is null.
public sealed interface Expected {

    /// Whether a JSON value is it.
    boolean isMetBy(@Nullable JsonNode value);

    /// As it would be written.
    String text();

    /// Whether a text is it.
    default boolean isMetBy(@Nullable String value) {
        return isMetBy(value == null ? null : StringNode.valueOf(value));
    }

    /// Whether one of several texts is it; when there is none, whether that is it.
    default boolean isMetByOneOf(List<String> values) {
        if (values.isEmpty()) {
            return isMetBy((JsonNode) null);
        }
        for (String value : values) {
            if (isMetBy(value)) {
                return true;
            }
        }
        return false;
    }

    /// The same text, number, flag or null. `1` and `1.0` are the same number.
    record Same(JsonNode literal) implements Expected {
        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            if (value == null) {
                return false;
            }
            if (literal.isNumber() && value.isNumber()) {
                BigDecimal number = Figure.of(value);
                return number != null && number.compareTo(literal.decimalValue()) == 0;
            }
            return literal.equals(value);
        }

        @Override
        public String text() {
            return literal.toString();
        }
    }

    /// An object that has at least these members.
    record Members(Map<String, Expected> members) implements Expected {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return value != null
                    && value.isObject()
                    && members.entrySet().stream()
                            .allMatch(member -> member.getValue().isMetBy(value.get(member.getKey())));
        }

        @Override
        public String text() {
            return members.entrySet().stream()
                    .map(member -> member.getKey() + ": " + member.getValue().text())
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /// A list in which each of these is met by some element.
    record Elements(List<Expected> elements) implements Expected {
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return value != null
                    && value.isArray()
                    && elements.stream()
                            .allMatch(expected -> value.valueStream().anyMatch(expected::isMetBy));
        }

        @Override
        public String text() {
            return elements.stream().map(Expected::text).collect(Collectors.joining(", ", "[ ", " ]"));
        }
    }

    /// A number within bounds, or a text that is one.
    ///
    /// @param bound `above`, `at-least`, `below` or `at-most`
    record Bounded(Bound bound, BigDecimal number) implements Expected {
        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            BigDecimal figure = value == null ? null : Figure.of(value);
            if (figure == null) {
                return false;
            }
            int compared = figure.compareTo(number);
            return switch (bound) {
                case ABOVE -> compared > 0;
                case AT_LEAST -> compared >= 0;
                case BELOW -> compared < 0;
                case AT_MOST -> compared <= 0;
            };
        }

        @Override
        public String text() {
            return "{ " + bound.word() + ": " + number.toPlainString() + " }";
        }
    }

    /// Something else, or nothing at all.
    record Not(Expected other) implements Expected {
        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return !other.isMetBy(value);
        }

        @Override
        public String text() {
            return "{ not: " + other.text() + " }";
        }
    }

    /// One of several.
    record OneOf(List<Expected> all) implements Expected {
        public OneOf {
            all = List.copyOf(all);
        }

        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return all.stream().anyMatch(expected -> expected.isMetBy(value));
        }

        @Override
        public String text() {
            return all.stream().map(Expected::text).collect(Collectors.joining(", ", "{ one-of: [ ", " ] }"));
        }
    }

    /// All of several.
    record All(List<Expected> all) implements Expected {
        public All {
            all = List.copyOf(all);
        }

        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return all.stream().allMatch(expected -> expected.isMetBy(value));
        }

        @Override
        public String text() {
            return all.stream().map(Expected::text).collect(Collectors.joining(" and "));
        }
    }

    /// Whether there is a value at all.
    record Present(boolean present) implements Expected {
        @Override
        public boolean isMetBy(@Nullable JsonNode value) {
            return present == (value != null);
        }

        @Override
        public String text() {
            return "{ present: " + present + " }";
        }
    }
}
