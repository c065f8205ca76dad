package dev.impulse.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a file, reading it gives a value or mistakes.
class RobustnessTest {

    private static final String SAMPLE = """
            # a comment
            name: &n "sh\\u00f6p"
            list: [ 1, 2.5, true, ~, 'it''s', *n ]
            "block":
              - a: |
                  two
                  lines
              - ? b
                : !!int 3
              - { c: >-
                  folded }
            %s: é😀
            ...
            """;

    @Property(tries = 2_000)
    void anyTextIsReadOrToldAsAMistake(@ForAll String text) {
        read(text);
    }

    @Property(tries = 5_000)
    void anyTextOfYamlsOwnCharactersIsReadOrToldAsAMistake(@ForAll("yamlish") String text) {
        read(text);
    }

    @Provide
    Arbitrary<String> yamlish() {
        return Arbitraries.strings()
                .withChars("ab1.: -[]{},&*!|>?'\"%@`#~\\\n\t\r<=\u0000\u0085\u2028\uFEFF\uD83D\uDE00")
                .ofMaxLength(40);
    }

    @Test
    void aFuzzedFileIsReadOrToldAsAMistake() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = SAMPLE.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean() ? bytes[random.nextInt(bytes.length)] : (byte) random.nextInt(256);
            }
            read(new String(bytes, 0, random.nextInt(bytes.length + 1), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "a: 1\nb: schön\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(text(YamlFile.read(file, Value::node)))
                .startsWith(file + ":2:7: bytes that are not UTF-8 (expected: a file in UTF-8)");
    }

    @Test
    void aFileThatIsNotThereIsAMistake(@TempDir Path folder) {
        Path file = folder.resolve("absent.yaml");
        assertThat(text(YamlFile.read(file, Value::node)))
                .isEqualTo(file + ": no such file (expected: the path of a file)\n1 mistake; nothing was started");
        assertThat(text(YamlFile.read(folder, Value::node))).startsWith(folder + ": a folder (expected: a file)");
    }

    /// Reads all that can be read of a text, in every way.
    private static void read(String text) {
        switch (YamlFile.parse("f", text, RobustnessTest::everything)) {
            case Reading.Whole<String> whole -> assertThat(whole.value()).isNotNull();
            case Reading.Mistaken<String> mistaken -> {
                assertThat(mistaken.mistakes().text()).endsWith("nothing was started");
                assertThat(mistaken.mistakes().all()).allSatisfy(mistake -> {
                    assertThat(mistake.what()).isNotBlank();
                    assertThat(mistake.text().codePoints()).noneMatch(Character::isISOControl);
                    assertThat(mistake.place().line()).isLessThanOrEqualTo(text.length() + 1);
                });
            }
        }
    }

    private static String everything(Value value) {
        Object plain = value.plain();
        switch (value.node()) {
            case Node.Mapping mapping -> {
                Section section = requireNonNull(value.section(Keys.andNames("a")));
                section.named().values().forEach(RobustnessTest::everything);
                section.optional("a", RobustnessTest::everything);
            }
            case Node.Sequence sequence -> value.itemOrItems().forEach(RobustnessTest::everything);
            case Node.Scalar scalar -> {
                value.textOrBlank();
                value.integer(0, 10);
                value.flag();
                value.duration();
                value.section(Keys.of("a"));
                value.items();
            }
        }
        return String.valueOf(plain);
    }

    private static String text(Reading<Node> reading) {
        return switch (reading) {
            case Reading.Whole<Node> whole -> "whole";
            case Reading.Mistaken<Node> mistaken -> mistaken.mistakes().text();
        };
    }
}
