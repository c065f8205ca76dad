package dev.impulse.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// A random document is written piece by piece, with the place of each noted; reading it must give the same places.
class PlacesTest {

    /// Writes a random document, and notes for each value where it wrote it.
    private static final class Writer {
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private final List<String> written = new ArrayList<>();
        private int line = 1;
        private int column = 1;

        Writer(long seed) {
            random = new Random(seed);
        }

        void write(String piece) {
            text.append(piece);
            for (int letter : piece.codePoints().toArray()) {
                line += letter == '\n' ? 1 : 0;
                column = letter == '\n' ? 1 : column + 1;
            }
        }

        void note(String path, String what) {
            written.add(path + " " + what + " " + line + ":" + column);
        }

        void block(String path, int indent, int depth) {
            int size = 1 + random.nextInt(3);
            boolean list = !path.isEmpty() && random.nextBoolean();
            for (int i = 0; i < size; i++) {
                write(" ".repeat(indent));
                String key = key(i);
                String below = list ? path + "[" + i + "]" : path.isEmpty() ? key : path + "." + key;
                if (list) {
                    write("-" + " ".repeat(1 + random.nextInt(3)));
                } else {
                    note(below, "key");
                    write(key + ":");
                }
                if (!list && depth > 0 && random.nextBoolean()) {
                    write(random.nextBoolean() ? "\n" : "  # why\r\n");
                    block(below, indent + 1 + random.nextInt(3), depth - 1);
                } else {
                    write(" ".repeat(1 + random.nextInt(3)));
                    flow(below, depth);
                    write("\n" + (random.nextInt(4) == 0 ? "\n" : ""));
                }
            }
        }

        void flow(String path, int depth) {
            switch (depth > 0 ? random.nextInt(5) : random.nextInt(3)) {
                case 0 -> scalar(path, "pl😀in " + random.nextInt(9), "", "");
                case 1 -> scalar(path, "qüoted " + random.nextInt(9), "\"", "\"");
                case 2 -> scalar(path, "a: b # " + random.nextInt(9), "'", "'");
                case 3 -> {
                    note(path, "list");
                    write("[ ");
                    int size = random.nextInt(3);
                    for (int i = 0; i < size; i++) {
                        flow(path + "[" + i + "]", depth - 1);
                        write(i < size - 1 ? ",  " : " ");
                    }
                    write("]");
                }
                default -> {
                    note(path, "mapping");
                    write("{ ");
                    note(path + "." + key(0), "key");
                    write(key(0) + ": ");
                    flow(path + "." + key(0), depth - 1);
                    write(" }");
                }
            }
        }

        void scalar(String path, String value, String open, String close) {
            note(path, "text");
            write(open);
            note(path, "letter");
            write(value + close);
        }

        private String key(int i) {
            return List.of("first", "zweiter Schlüssel", "😀").get(i);
        }
    }

    @Property
    void areWhereTheValuesWereWritten(@ForAll @LongRange(min = 0) long seed) {
        var writer = new Writer(seed);
        writer.block("", 0, 3);
        List<String> read = new ArrayList<>();
        var reading = YamlFile.parse("f", writer.text.toString(), value -> {
            note(value, read);
            return value;
        });
        assertThat(reading).as(writer.text.toString()).isInstanceOf(Reading.Whole.class);
        assertThat(read).as(writer.text.toString()).containsAll(writer.written);
    }

    private static void note(Value value, List<String> read) {
        if (!value.keyPlace().equals(value.place())) {
            read.add(value.path() + " key " + lineAndColumn(value.keyPlace()));
        }
        switch (value.node()) {
            case Node.Mapping mapping -> {
                read.add(value.path() + " mapping " + lineAndColumn(value.place()));
                Section section = requireNonNull(value.section(Keys.andNames()));
                section.named().values().forEach(below -> note(below, read));
            }
            case Node.Sequence sequence -> {
                read.add(value.path() + " list " + lineAndColumn(value.place()));
                value.itemOrItems().forEach(below -> note(below, read));
            }
            case Node.Scalar scalar -> {
                read.add(value.path() + " text " + lineAndColumn(value.place()));
                read.add(value.path() + " letter " + lineAndColumn(scalar.placeAt(0)));
            }
        }
    }

    private static String lineAndColumn(Place place) {
        return place.line() + ":" + place.column();
    }

    @Test
    void ofACharacterAreThoseOfTheValueWhenItIsNotWrittenLetterByLetter() {
        assertThat(placeOfFifth("a: \"b\\tcde\"")).isEqualTo("f:1:4");
        assertThat(placeOfFifth("a: |\n  bcdefg\n")).isEqualTo("f:1:4");
        assertThat(placeOfFifth("a: !!str bcdefg")).isEqualTo("f:1:4");
        assertThat(placeOfFifth("a: bcdefg")).isEqualTo("f:1:8");
        assertThat(placeOfFifth("a: 'bcdefg'")).isEqualTo("f:1:9");
    }

    private static String placeOfFifth(String text) {
        return switch (YamlFile.parse("f", text, root -> {
            Section section = root.section(Keys.of("a"));
            Value value = requireNonNull(requireNonNull(section).optional("a"));
            value.refuseAt(4, "wrong", "");
            return value;
        })) {
            case Reading.Whole<Value> whole -> "whole";
            case Reading.Mistaken<Value> mistaken ->
                mistaken.mistakes().all().getFirst().place().toString();
        };
    }
}
