package dev.impulse.ci.define;

import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Splits a command into words as a POSIX shell does: at blanks, but for what is quoted by `'…'`, `"…"` or a backslash.
/// Nothing is filled in, and nothing is piped: what needs a shell names one. For one thread.
final class CommandWords {

    static final String EXPECTED = "a command such as java -jar shop.jar, or a list of its words";

    private static final Set<String> SHELL_ONLY = Set.of("|", "||", "&", "&&", ";", "<", ">", ">>", "2>", "2>&1", "&>");

    private final String text;
    private final Value value;
    private final List<String> words = new ArrayList<>();
    private int position;

    private CommandWords(String text, Value value) {
        this.text = text;
        this.value = value;
    }

    /// The words of a command, which may be written as a list of them too.
    static @Nullable List<String> of(Value value) {
        if (!value.isScalar()) {
            List<Value> items = value.items();
            if (items == null || items.isEmpty()) {
                if (items != null) {
                    value.refuse("an empty list", EXPECTED);
                }
                return null;
            }
            List<String> words = new ArrayList<>();
            for (Value item : items) {
                String word = item.textOrBlank();
                if (word != null) {
                    words.add(word);
                }
            }
            return words;
        }
        String text = value.text(EXPECTED);
        return text == null ? null : new CommandWords(text, value).split();
    }

    private @Nullable List<String> split() {
        while (true) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (position == text.length()) {
                return words;
            }
            int begin = position;
            String word = word();
            if (word == null) {
                value.refuseAt(begin, "a quote that does not end in " + text.substring(begin), "a closing quote");
                return null;
            }
            if (SHELL_ONLY.contains(text.substring(begin, position))) {
                value.refuseAt(
                        begin,
                        word + " in a command that runs without a shell",
                        "[ sh, -c, \"…\" ] for what needs one");
                return null;
            }
            words.add(word);
        }
    }

    /// The word that begins here; null when a quote in it does not end.
    private @Nullable String word() {
        var word = new StringBuilder();
        while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            char letter = text.charAt(position++);
            switch (letter) {
                case '\\' -> {
                    if (position < text.length()) {
                        word.append(text.charAt(position++));
                    }
                }
                case '\'' -> {
                    int end = text.indexOf('\'', position);
                    if (end < 0) {
                        return null;
                    }
                    word.append(text, position, end);
                    position = end + 1;
                }
                case '"' -> {
                    if (!doubleQuoted(word)) {
                        return null;
                    }
                }
                default -> word.append(letter);
            }
        }
        return word.toString();
    }

    private boolean doubleQuoted(StringBuilder word) {
        while (position < text.length()) {
            char letter = text.charAt(position++);
            if (letter == '"') {
                return true;
            }
            boolean escapes =
                    letter == '\\' && position < text.length() && "\"\\$`".indexOf(text.charAt(position)) >= 0;
            word.append(escapes ? text.charAt(position++) : letter);
        }
        return false;
    }
}
