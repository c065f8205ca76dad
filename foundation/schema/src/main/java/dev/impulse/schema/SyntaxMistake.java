package dev.impulse.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// Says what the parser found wrong with a text in the words of someone who writes files, not parsers.
final class SyntaxMistake {

    /// @param found a part of the parser's own words
    /// @param what a sentence; `{context}` stands for where the construct began
    private record Sentence(String found, String what, String expected) {}

    /// The first that fits is taken.
    private static final List<Sentence> SENTENCES = List.of(
            new Sentence("(TAB)", "a tab where a value begins", "spaces"),
            new Sentence(
                    "cannot start any token",
                    "a value that begins with a character of YAML's own",
                    "the value in quotes"),
            new Sentence(
                    "mapping values are not allowed here",
                    "a second ': ' in one line",
                    "the value in quotes, or its keys on lines of their own"),
            new Sentence("could not find expected ':'", "a line that is no key with a value", "key: value"),
            new Sentence(
                    "expected <block end>",
                    "what does not line up with the keys or items that began{context}",
                    "keys of one mapping, or items of one list, in the same column"),
            new Sentence(
                    "expected ',' or ']'", "a list that began{context} and is not closed before this", "a , or a ]"),
            new Sentence(
                    "expected ',' or '}'", "a mapping that began{context} and is not closed before this", "a , or a }"),
            new Sentence(
                    "found unexpected end of stream",
                    "a quoted text that began{context} and does not end",
                    "a closing quote"),
            new Sentence(
                    "found unexpected document separator",
                    "a quoted text that began{context} and does not end",
                    "a closing quote"),
            new Sentence(
                    "unknown escape character",
                    "a \\ before a letter that it cannot stand before",
                    "\\\\, or the text in single quotes"),
            new Sentence(
                    "expected escape sequence",
                    "a \\ before something other than hexadecimal digits",
                    "\\\\, or the text in single quotes"),
            new Sentence(
                    "sequence entries are not allowed here",
                    "a list item after other text",
                    "the item on a line of its own"),
            new Sentence("mapping keys are not allowed here", "a ? after other text", "the text in quotes"),
            new Sentence("expected the node content", "no value", "a value"),
            new Sentence("expected '<document start>'", "text after the end of the value", "one value in a file"),
            new Sentence(
                    "undefined tag handle", "a value that begins with ! but is no known tag", "the value in quotes"),
            new Sentence("while scanning a tag", "a value that begins with ! but is no tag", "the value in quotes"),
            new Sentence(
                    "while scanning an alias", "a value that begins with * but is no alias", "the value in quotes"),
            new Sentence(
                    "while scanning an anchor", "a value that begins with & but is no anchor", "the value in quotes"),
            new Sentence(
                    "while scanning a block scalar",
                    "a text after | or > that is not indented as it should be",
                    "all its lines indented alike"),
            new Sentence("directive", "a line that begins with % but is no directive", "the value in quotes"),
            new Sentence("exceeds the limit", "too long a file", "at most 3 MB"),
            new Sentence(
                    "special characters are not allowed",
                    "a control character",
                    "an escape such as \\u0007 in double quotes"));

    private SyntaxMistake() {}

    static Mistake of(String file, String text, RuntimeException thrown) {
        String said = String.valueOf(thrown.getMessage());
        Place place = place(file, text, thrown);
        if (isVariable(text, place)) {
            return new Mistake(
                    new Place(file, place.line(), place.column() - 1),
                    "",
                    "a variable without quotes inside { } or [ ]",
                    "quotes around the value, such as \"${NAME}\"");
        }
        for (Sentence sentence : SENTENCES) {
            if (said.contains(sentence.found())) {
                String what = sentence.what().replace("{context}", context(thrown));
                return new Mistake(place, "", what, sentence.expected());
            }
        }
        String problem = thrown instanceof MarkedYamlEngineException marked ? marked.getProblem() : null;
        return new Mistake(
                place, "", problem == null || problem.isBlank() ? "not YAML" : problem.strip(), "YAML 1.2 or JSON");
    }

    /// To YAML, the brace of `${NAME}` begins a mapping where braces or brackets are around it.
    private static boolean isVariable(String text, Place place) {
        int[] line = text.lines()
                .skip(Math.max(0, place.line() - 1))
                .findFirst()
                .orElse("")
                .codePoints()
                .toArray();
        int at = place.column() - 1;
        return at > 0 && at < line.length && line[at] == '{' && line[at - 1] == '$';
    }

    private static String context(RuntimeException thrown) {
        if (!(thrown instanceof MarkedYamlEngineException marked)) {
            return "";
        }
        return marked.getContextMark()
                .map(mark -> " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                .orElse("");
    }

    private static Place place(String file, String text, RuntimeException thrown) {
        if (thrown instanceof MarkedYamlEngineException marked) {
            Mark mark = orNull(marked.getProblemMark().or(marked::getContextMark));
            return mark == null ? Place.of(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
        }
        return thrown instanceof ReaderException unread ? placeOf(file, text, unread.getPosition()) : Place.of(file);
    }

    private static Place placeOf(String file, String text, int index) {
        int line = 1;
        int column = 1;
        int[] letters = text.codePoints().limit(Math.max(0, index)).toArray();
        for (int letter : letters) {
            line += letter == '\n' ? 1 : 0;
            column = letter == '\n' ? 1 : column + 1;
        }
        return new Place(file, line, column);
    }

    private static @Nullable Mark orNull(Optional<Mark> mark) {
        return mark.orElse(null);
    }
}
