package dev.impulse.mocker.stub;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Node;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/// Reads what a value of a call must be. A mapping whose keys are all words such as `above` compares; any other one is
/// of members that must be there.
final class ExpectedReader {

    static final Keys WORDS = Keys.of("is", "not", "above", "at-least", "below", "at-most", "one-of", "present");

    private static final String EITHER =
            "members, or " + String.join(", ", WORDS.known()) + " alone; `is:` before members that are called so";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final boolean text;

    /// @param text whether the value is a text, as in queries and header fields; else JSON
    ExpectedReader(boolean text) {
        this.text = text;
    }

    /// @return null after a mistake
    @Nullable
    Expected read(Value value) {
        return switch (value.node()) {
            case Node.Scalar scalar -> same(value);
            case Node.Sequence sequence -> text ? refusedList(value) : elements(value, false);
            case Node.Mapping mapping -> {
                long words = mapping.entries().stream()
                        .filter(entry -> WORDS.known().contains(entry.key().text()))
                        .count();
                if (text || words > 0 && words == mapping.entries().size()) {
                    yield compared(value);
                }
                if (words > 0) {
                    value.refuse("members beside words that compare", EITHER);
                    yield null;
                }
                yield members(value, false);
            }
        };
    }

    /// What stands after `is` or in a list of `one-of`: members are members, whatever they are called.
    private @Nullable Expected literal(Value value) {
        return switch (value.node()) {
            case Node.Scalar scalar -> same(value);
            case Node.Sequence sequence -> text ? refusedList(value) : elements(value, true);
            case Node.Mapping mapping -> {
                if (text) {
                    value.refuse("a text");
                    yield null;
                }
                yield members(value, true);
            }
        };
    }

    private @Nullable Expected same(Value value) {
        if (text) {
            String written = value.textOrBlank();
            return written == null ? null : new Expected.Same(StringNode.valueOf(written));
        }
        JsonNode literal = JSON.valueToTree(value.plain());
        return new Expected.Same(literal);
    }

    private static @Nullable Expected refusedList(Value value) {
        value.refuse("a text; { one-of: [ … ] } for one of several");
        return null;
    }

    private @Nullable Expected elements(Value value, boolean literal) {
        List<Expected> elements = all(value.itemOrItems(), literal);
        return elements == null ? null : new Expected.Elements(elements);
    }

    private @Nullable List<Expected> all(List<Value> values, boolean literal) {
        List<Expected> all = new ArrayList<>();
        for (Value value : values) {
            Expected expected = literal ? literal(value) : read(value);
            if (expected != null) {
                all.add(expected);
            }
        }
        return all.size() == values.size() ? all : null;
    }

    private @Nullable Expected members(Value value, boolean literal) {
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return null;
        }
        Map<String, Expected> members = new LinkedHashMap<>();
        section.named().forEach((name, member) -> {
            Expected expected = literal ? literal(member) : read(member);
            if (expected != null) {
                members.put(name, expected);
            }
        });
        return members.size() == section.named().size() ? new Expected.Members(members) : null;
    }

    private @Nullable Expected compared(Value value) {
        Section section = value.section(WORDS);
        if (section == null) {
            return null;
        }
        List<Expected> all = new ArrayList<>();
        for (String word : WORDS.known()) {
            Expected expected = section.optional(word, operand -> compared(word, operand));
            if (expected != null) {
                all.add(expected);
            }
        }
        if (all.isEmpty()
                && value.node() instanceof Node.Mapping mapping
                && mapping.entries().isEmpty()) {
            value.refuse("nothing", "a text, or one of " + String.join(", ", WORDS.known()));
        }
        return all.size() == 1 ? all.getFirst() : all.isEmpty() ? null : new Expected.All(all);
    }

    private @Nullable Expected compared(String word, Value operand) {
        return switch (word) {
            case "is" -> literal(operand);
            case "not" -> {
                Expected other = read(operand);
                yield other == null ? null : new Expected.Not(other);
            }
            case "one-of" -> {
                List<Value> items = operand.items();
                List<Expected> all = items == null ? null : all(items, true);
                yield all == null ? null : new Expected.OneOf(all);
            }
            case "present" -> {
                Boolean present = operand.flag();
                yield present == null ? null : new Expected.Present(present);
            }
            default -> bounded(word, operand);
        };
    }

    private static @Nullable Expected bounded(String word, Value operand) {
        BigDecimal number = switch (operand.plain()) {
            case BigInteger whole -> new BigDecimal(whole);
            case BigDecimal decimal -> decimal;
            case null, default -> null;
        };
        if (number == null) {
            operand.refuse("a number");
            return null;
        }
        for (Bound bound : Bound.values()) {
            if (bound.word().equals(word)) {
                return new Expected.Bounded(bound, number);
            }
        }
        throw new IllegalArgumentException("word: " + word + " (expected: one of " + WORDS.known() + ")");
    }
}
