package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("a: 1\n\tb: 2\n", "f:2:1: a tab where a value begins (expected: spaces)"),
                Arguments.of(
                        "ready: log: Started\n",
                        "f:1:11: a second ': ' in one line (expected: the value in quotes, or its keys on lines"
                                + " of their own)"),
                Arguments.of("a: 1\nb\nc: 2\n", "f:3:1: a line that is no key with a value (expected: key: value)"),
                Arguments.of(
                        "a:\n  b: 1\n c: 2\n",
                        "f:3:2: what does not line up with the keys or items that began in line 1, column 1"
                                + " (expected: keys of one mapping, or items of one list, in the same column)"),
                Arguments.of(
                        "a: [1, 2\nb: 3\n",
                        "f:2:2: a list that began in line 1, column 4 and is not closed before this"
                                + " (expected: a , or a ])"),
                Arguments.of(
                        "a: {b: 1\n",
                        "f:2:1: a mapping that began in line 1, column 4 and is not closed before this"
                                + " (expected: a , or a })"),
                Arguments.of(
                        "a: \"text\nb: 1\n",
                        "f:3:1: a quoted text that began in line 1, column 4 and does not end"
                                + " (expected: a closing quote)"),
                Arguments.of(
                        "a: \"\\d+\"\n",
                        "f:1:6: a \\ before a letter that it cannot stand before"
                                + " (expected: \\\\, or the text in single quotes)"),
                Arguments.of(
                        "a: @b\n",
                        "f:1:4: a value that begins with a character of YAML's own (expected: the value in quotes)"),
                Arguments.of("a: *b\n", "f:1:4: a: *b stands for nothing (expected: &b before it)"),
                Arguments.of("a: &one 1\nb: *on\n", "f:2:4: b: *on stands for nothing (did you mean one?)"),
                Arguments.of("a: &a [*a]\n", "f:1:8: a[0]: *a stands for nothing (expected: &a before it)"),
                Arguments.of(
                        "a: 1\n---\nb: 2\n", "f:2:1: a second document after --- (expected: one document in a file)"),
                Arguments.of("? [a]\n: 1\n", "f:1:3: a list or mapping as a key (expected: a text as a key)"),
                Arguments.of(
                        "a: b\u0007\n",
                        "f:1:5: a control character (expected: an escape such as \\u0007 in double quotes)"),
                Arguments.of("", "f:1:1: an empty file (expected: keys with values)"),
                Arguments.of("# nothing\n", "f:1:1: an empty file (expected: keys with values)"),
                Arguments.of(
                        "a: 1\nb: 2\na: 3\n",
                        "f:3:1: a: a key that was there before, in line 1 (expected: each key once)"),
                Arguments.of("[".repeat(300), "f:1:102: values inside values, 100 deep (expected: fewer levels)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInPlainWordsWithItsPlace(String text, String expected) {
        assertThat(mistakesOf(text)).isEqualTo(expected + "\n1 mistake; nothing was started");
    }

    @Test
    void doesNotLetAliasesGrowWithoutBound() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }
        assertThat(mistakesOf(text.toString())).contains("more than 100000 values by aliases");
    }

    @Test
    void readsJsonAsAPartOfYaml() {
        String json = "{\n\t\"a\": [1, -2.5e3, true, null, \"\\u00e9\\/\\n\"],\n\t\"b\": {}\n}";
        var reading = YamlFile.parse("f", json, Value::plain);
        assertThat(reading)
                .extracting(Object::toString)
                .isEqualTo("Whole[value={a=[1, -2.5E+3, true, null, é/\n], b={}}]");
    }

    @Test
    void takesAnAliasForWhatItStandsFor() {
        var reading = YamlFile.parse("f", "a: &x {b: 1}\nc: [*x, *x]\nd: &y text\ne: *y\n", Value::plain);
        assertThat(reading.toString()).contains("{a={b=1}, c=[{b=1}, {b=1}], d=text, e=text}");
    }

    private static String mistakesOf(String text) {
        return switch (YamlFile.parse("f", text, Value::node)) {
            case Reading.Whole<Node> whole -> "whole: " + whole.value();
            case Reading.Mistaken<Node> mistaken -> mistaken.mistakes().text();
        };
    }
}
