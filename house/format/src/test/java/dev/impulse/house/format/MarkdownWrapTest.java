package dev.impulse.house.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownWrapTest {

    @Test
    void theEndOfALongLineMovesIntoTheNextOfItsParagraph() {
        assertThat(MarkdownWrap.wrap(List.of(" one two three", " four", "", " five"), 8))
                .containsExactly(" one two", " three", " four", "", " five");
        assertThat(MarkdownWrap.wrap(List.of(" one two three", " four"), 12))
                .containsExactly(" one two", " three four");
    }

    @Test
    void theEndOfAListItemOrATagHangsBelowIt() {
        assertThat(MarkdownWrap.wrap(List.of(" - one two", " - three"), 7))
                .containsExactly(" - one", "   two", " - three");
        assertThat(MarkdownWrap.wrap(List.of(" @param one two three"), 16))
                .containsExactly(" @param one two", "     three");
    }

    @Test
    void noLineIsBrokenWhereTheNextWordWouldBeginAList() {
        assertThat(MarkdownWrap.wrap(List.of(" five - one two"), 8)).containsExactly(" five -", " one two");
        assertThat(MarkdownWrap.wrap(List.of(" five 5 - two"), 8)).containsExactly(" five", " 5 - two");
    }

    @Test
    void codeTablesAndLongWordsAreLeftAlone() {
        var lines = List.of(
                " ```",
                " one two three",
                " ```",
                " | one | two | three |",
                "",
                "     four five",
                " https://six.example/");

        assertThat(MarkdownWrap.wrap(lines, 8)).isEqualTo(lines);
    }
}
