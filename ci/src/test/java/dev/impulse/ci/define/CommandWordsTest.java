package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.define.DefinedSystem.Ready;
import dev.impulse.schema.Reading;
import dev.impulse.schema.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommandWordsTest {

    private static List<String> words(String command) {
        String quoted = "\"" + command.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return switch (YamlFile.parse("f", quoted, CommandWords::of)) {
            case Reading.Whole<List<String>> whole -> whole.value();
            case Reading.Mistaken<List<String>> mistaken ->
                List.of("mistake", mistaken.mistakes().text());
        };
    }

    @Test
    void areSplitAtBlanks() {
        assertThat(words("java  -jar shop.jar ")).containsExactly("java", "-jar", "shop.jar");
    }

    @Test
    void areHeldTogetherByQuotes() {
        assertThat(words("a 'b c'\"d e\"f '' \\'g \"h\\\"i\\j\"")).containsExactly("a", "b cd ef", "", "'g", "h\"i\\j");
    }

    @Test
    void areNotFilledIn() {
        assertThat(words("echo $HOME *.jar ~")).containsExactly("echo", "$HOME", "*.jar", "~");
    }

    @Test
    void mayBeAShellsSignsWhenTheyAreQuoted() {
        assertThat(words("grep '|' a")).containsExactly("grep", "|", "a");
        assertThat(words("a > b").getFirst()).isEqualTo("mistake");
    }

    @Property
    void areTheSameAfterTheyWereQuotedForAShell(@ForAll("commands") List<String> words) {
        var system = new DefinedSystem(
                words, new Ready.Listens("localhost", 1), Path.of(""), Map.of(), Duration.ofSeconds(1));
        assertThat(words(system.commandLine())).isEqualTo(words);
    }

    @Provide
    Arbitrary<List<String>> commands() {
        Arbitrary<String> first = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> word =
                Arbitraries.strings().withChars("ab '\"\\$|&;<>*é").ofMaxLength(8);
        return first.flatMap(program -> word.list().ofMaxSize(4).map(rest -> {
            rest.addFirst(program);
            return rest;
        }));
    }

    @Property
    void areReadOrToldAsAMistakeWhateverTheTextIs(@ForAll("lines") String line) {
        assertThat(words(line)).isNotEmpty();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .withChars("ab '\"\\$|&;")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(line -> "x" + line);
    }
}
