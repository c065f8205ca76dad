package dev.impulse.generator.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// An object of a JSON file, with its place. Fields that nobody asks for are passed over: a newer Impulse may have
/// added them.
///
/// @param path such as `result.json: phases[0]`; ends so that a field's name can follow
record JsonPart(JsonNode node, String path) {

    boolean has(String name) {
        return node.has(name);
    }

    /// Whether it is there, and says that there is nothing.
    boolean isNull(String name) {
        return node.path(name).isNull();
    }

    JsonPart part(String name) throws UnreadableResult {
        return new JsonPart(field(name, JsonNode::isObject, "an object"), path + name + ".");
    }

    List<JsonPart> parts(String name) throws UnreadableResult {
        var parts = new ArrayList<JsonPart>();
        for (var item : field(name, JsonNode::isArray, "a list")) {
            var place = path + name + "[" + parts.size() + "]";
            if (!item.isObject()) {
                throw new UnreadableResult(place + ": " + shown(item) + " (expected: an object)");
            }
            parts.add(new JsonPart(item, place + "."));
        }
        return parts;
    }

    List<String> texts(String name) throws UnreadableResult {
        var texts = new ArrayList<String>();
        for (var item : field(name, JsonNode::isArray, "a list")) {
            if (!item.isString()) {
                throw new UnreadableResult(
                        path + name + "[" + texts.size() + "]: " + shown(item) + " (expected: a text)");
            }
            texts.add(item.asString());
        }
        return texts;
    }

    String text(String name) throws UnreadableResult {
        return field(name, JsonNode::isString, "a text").asString();
    }

    /// A text that means something.
    ///
    /// @param reader throws a [RuntimeException] for one that does not
    <T> T text(String name, String expected, Function<String, T> reader) throws UnreadableResult {
        var text = text(name);
        try {
            return reader.apply(text);
        } catch (RuntimeException meaningless) {
            throw new UnreadableResult(path + name + ": " + text + " (expected: " + expected + ")");
        }
    }

    /// One of several words.
    <T> T word(String name, T[] all, Function<T, String> word) throws UnreadableResult {
        var text = text(name);
        for (var each : all) {
            if (word.apply(each).equals(text)) {
                return each;
            }
        }
        throw new UnreadableResult(path + name + ": " + text + " (expected: "
                + Arrays.stream(all).map(word).collect(Collectors.joining(", ")) + ")");
    }

    long count(String name) throws UnreadableResult {
        return field(name, number -> number.isIntegralNumber() && number.canConvertToLong(), "a whole number")
                .asLong();
    }

    int smallCount(String name) throws UnreadableResult {
        return field(name, number -> number.isIntegralNumber() && number.canConvertToInt(), "a whole number")
                .asInt();
    }

    double number(String name) throws UnreadableResult {
        return field(name, JsonNode::isNumber, "a number").asDouble();
    }

    /// Numbers, and where there is null what is not a number.
    List<Double> numbersOrNull(String name) throws UnreadableResult {
        var numbers = new ArrayList<Double>();
        for (var item : field(name, JsonNode::isArray, "a list")) {
            if (!item.isNumber() && !item.isNull()) {
                throw new UnreadableResult(
                        path + name + "[" + numbers.size() + "]: " + shown(item) + " (expected: a number, or null)");
            }
            numbers.add(item.isNull() ? Double.NaN : item.asDouble());
        }
        return numbers;
    }

    boolean flag(String name) throws UnreadableResult {
        return field(name, JsonNode::isBoolean, "true or false").asBoolean();
    }

    Duration duration(String name) throws UnreadableResult {
        return Duration.ofNanos(nanos(name));
    }

    /// Milliseconds, as nanoseconds.
    long nanos(String name) throws UnreadableResult {
        var millis = field(name, JsonNode::isNumber, "milliseconds");
        try {
            return new BigDecimal(millis.asString()).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException odd) {
            throw new UnreadableResult(
                    path + name + ": " + shown(millis) + " (expected: milliseconds, to the nanosecond at most)");
        }
    }

    private JsonNode field(String name, Function<JsonNode, Boolean> fits, String expected) throws UnreadableResult {
        var field = node.get(name);
        if (field == null || !fits.apply(field)) {
            throw new UnreadableResult(
                    path + name + ": " + (field == null ? "missing" : shown(field)) + " (expected: " + expected + ")");
        }
        return field;
    }

    private static String shown(JsonNode node) {
        return node.isContainer() ? node.isArray() ? "a list" : "an object" : node.toString();
    }
}
