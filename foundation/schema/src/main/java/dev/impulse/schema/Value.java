package dev.impulse.schema;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A value of a file while it is read. Each reading method gives the meaning, or null after it told a mistake: go on
/// reading, so that all mistakes of a file are told at once. For one thread.
public final class Value {

    private static final String HIDDEN = "***";

    private final Node node;
    private final String path;
    private final Place keyPlace;
    private final Consumer<Mistake> mistakes;

    private Value(Node node, String path, Place keyPlace, Consumer<Mistake> mistakes) {
        this.node = node;
        this.path = path;
        this.keyPlace = keyPlace;
        this.mistakes = mistakes;
    }

    /// The one value of a file.
    ///
    /// @param mistakes is told what is wrong with it
    public static Value root(Node node, Consumer<Mistake> mistakes) {
        return new Value(node, "", node.place(), mistakes);
    }

    Value under(Node.Entry entry) {
        return new Value(entry.value(), pathOf(entry.key().text()), entry.key().place(), mistakes);
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// The tree below this value.
    public Node node() {
        return node;
    }

    /// Such as `phases[2].peak.for`; empty for the whole file.
    public String path() {
        return path;
    }

    /// Where the value begins.
    public Place place() {
        return node.place();
    }

    /// Where its key is written; the same as [#place] when it has none.
    public Place keyPlace() {
        return keyPlace;
    }

    /// As a mapping with these keys.
    public @Nullable Section section(Keys keys) {
        if (node instanceof Node.Mapping mapping) {
            return new Section(this, mapping, keys);
        }
        refuse(keys.known().isEmpty() ? "names with values" : "a mapping with " + String.join(", ", keys.known()));
        return null;
    }

    /// As a list.
    public @Nullable List<Value> items() {
        if (node instanceof Node.Sequence sequence) {
            return items(sequence);
        }
        refuse("a list");
        return null;
    }

    /// As a list, of which a single value is a short form.
    public List<Value> itemOrItems() {
        return node instanceof Node.Sequence sequence ? items(sequence) : List.of(this);
    }

    private List<Value> items(Node.Sequence sequence) {
        return IntStream.range(0, sequence.items().size())
                .mapToObj(index -> {
                    Node item = sequence.items().get(index);
                    return new Value(item, path + "[" + index + "]", item.place(), mistakes);
                })
                .toList();
    }

    /// Whether it is a single value, not a list or mapping.
    public boolean isScalar() {
        return node instanceof Node.Scalar;
    }

    /// Whether a secret was filled into it.
    public boolean isSecret() {
        return form() == Node.Form.SECRET;
    }

    /// As a text that is not blank; a number or `true` is taken as it is written.
    public @Nullable String text() {
        return text("a text");
    }

    /// As [#text()], with words of the caller's for the mistake.
    public @Nullable String text(String expected) {
        if (node instanceof Node.Scalar scalar && !isNothing() && !scalar.text().isBlank()) {
            return scalar.text();
        }
        refuse(expected);
        return null;
    }

    /// As a text that may be blank.
    public @Nullable String textOrBlank() {
        if (node instanceof Node.Scalar scalar && !isNothing()) {
            return scalar.text();
        }
        refuse("a text");
        return null;
    }

    /// As a text that the parser gives a meaning.
    ///
    /// @param parser gives null for a text that has none
    public <T> @Nullable T parsed(String expected, Function<? super String, ? extends @Nullable T> parser) {
        String text = text(expected);
        if (text == null) {
            return null;
        }
        T meaning = parser.apply(text);
        if (meaning == null) {
            refuse(expected);
        }
        return meaning;
    }

    /// As one of these words, the nearest of which is told for another.
    public <T> @Nullable T oneOf(Map<String, ? extends T> words) {
        String text = text(String.join(", ", words.keySet()));
        if (text == null) {
            return null;
        }
        T meaning = words.get(text);
        if (meaning == null) {
            refuse(shown(), Nearest.advice(text, words.keySet()));
        }
        return meaning;
    }

    /// As a whole number within bounds.
    public @Nullable Long integer(long from, long to) {
        String expected = to == Long.MAX_VALUE
                ? (from == Long.MIN_VALUE ? "a whole number" : "a whole number, " + from + " or more")
                : "a whole number from " + from + " to " + to;
        if (node instanceof Node.Scalar scalar
                && scalar.bare().meaning() instanceof BigInteger number
                && number.compareTo(BigInteger.valueOf(from)) >= 0
                && number.compareTo(BigInteger.valueOf(to)) <= 0) {
            return number.longValueExact();
        }
        refuse(expected);
        return null;
    }

    /// As a whole number within bounds.
    public @Nullable Integer integer(int from, int to) {
        Long number = integer((long) from, (long) to);
        return number == null ? null : number.intValue();
    }

    /// As `true` or `false`.
    public @Nullable Boolean flag() {
        if (node instanceof Node.Scalar scalar && scalar.bare().meaning() instanceof Boolean flag) {
            return flag;
        }
        refuse("true or false");
        return null;
    }

    /// As a duration above 0.
    public @Nullable Duration duration() {
        Duration duration = parsed(Durations.EXPECTED, Durations::parse);
        if (duration != null && duration.isZero()) {
            refuse("a duration above 0");
            return null;
        }
        return duration;
    }

    /// As lists, maps, texts, numbers, booleans and null.
    public @Nullable Object plain() {
        return node.plain();
    }

    /// Tells that this value is not what belongs here.
    public void refuse(String expected) {
        refuse(shown(), expected);
    }

    /// Tells a mistake of this value in words of the caller's.
    public void refuse(String what, String expected) {
        refuseAt(place(), what, expected);
    }

    /// Tells a mistake at a character of this value's text.
    ///
    /// @param index into the text
    public void refuseAt(int index, String what, String expected) {
        refuseAt(node instanceof Node.Scalar scalar ? scalar.placeAt(index) : place(), what, expected);
    }

    /// What could not be filled in was told already; what is secret is not shown.
    private void refuseAt(Place place, String what, String expected) {
        switch (form()) {
            case UNKNOWN -> {}
            case SECRET -> tell(place, path, HIDDEN, expected);
            case PLAIN, QUOTED, FILLED -> tell(place, path, what, expected);
        }
    }

    private Node.Form form() {
        return node instanceof Node.Scalar scalar ? scalar.form() : Node.Form.PLAIN;
    }

    /// Tells a mistake of the key that this value stands under.
    public void refuseKey(String what, String expected) {
        tell(keyPlace, path, what, expected);
    }

    /// Where this value is written, for mistakes that are found after the reading.
    public Origin origin() {
        return new Origin(place(), path);
    }

    /// Tells a mistake of what stands below this value, or in a file that it names.
    public void tell(Mistake mistake) {
        mistakes.accept(mistake);
    }

    /// Tells a mistake at a place below this value.
    public void tellAt(Place place, String what, String expected) {
        tell(place, path, what, expected);
    }

    void tell(Place place, String path, String what, String expected) {
        mistakes.accept(new Mistake(place, path, what, expected));
    }

    private boolean isNothing() {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NOTHING;
    }

    private String shown() {
        return switch (node) {
            case Node.Mapping mapping -> "a mapping";
            case Node.Sequence sequence -> "a list";
            case Node.Scalar scalar -> (isNothing() || scalar.text().isBlank()) ? "nothing" : Shown.of(scalar.text());
        };
    }
}
