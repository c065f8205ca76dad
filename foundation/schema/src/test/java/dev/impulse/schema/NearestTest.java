package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("browse", "checkout", "for", "phases");

    @Test
    void findsANameWithSwappedLetters() {
        assertThat(Nearest.of("checkuot", KNOWN)).isEqualTo("checkout");
        assertThat(Nearest.of("fro", KNOWN)).isEqualTo("for");
    }

    @Test
    void takesCapitalsForSmallLetters() {
        assertThat(Nearest.of("Browse", KNOWN)).isEqualTo("browse");
    }

    @Test
    void findsNothingThatIsTooFarAway() {
        assertThat(Nearest.of("bronze age", KNOWN)).isNull();
        assertThat(Nearest.of("fox box", KNOWN)).isNull();
        assertThat(Nearest.of("of", List.of("as", "a"))).isNull();
    }

    @Test
    void asksForTheNearestOrListsWhatThereIs() {
        assertThat(Nearest.advice("checkuot", KNOWN)).isEqualTo("did you mean checkout?");
        assertThat(Nearest.advice("zebra", KNOWN)).isEqualTo("one of browse, checkout, for, phases");
        assertThat(Nearest.advice("zebra", List.of("a-name"))).isEqualTo("a-name");
        assertThat(Nearest.advice("zebra", List.of())).isEmpty();
    }

    @Test
    void doesNotListHundreds() {
        List<String> many =
                IntStream.range(1_000, 1_100).mapToObj(i -> "name-" + i).toList();
        assertThat(Nearest.advice("zebra", many))
                .startsWith("one of name-1000, ")
                .endsWith("name-1011, …");
    }

    @Property
    void findsANameAfterOneLetterWasLost(@ForAll @AlphaChars @StringLength(min = 4, max = 20) String name) {
        for (int i = 0; i < name.length(); i++) {
            String shorter = name.substring(0, i) + name.substring(i + 1);
            assertThat(Nearest.of(shorter, List.of(name))).isEqualTo(name);
        }
    }

    @Property
    void findsTheNameItself(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String name) {
        assertThat(Nearest.of(name, List.of(name))).isEqualTo(name);
    }
}
