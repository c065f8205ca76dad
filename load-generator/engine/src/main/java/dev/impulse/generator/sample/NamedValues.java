package dev.impulse.generator.sample;

import java.util.ArrayDeque;

/// Finds values under names that stand for secrets, and marks them: in JSON (also inside a string of JSON), in forms of
/// both kinds, queries, XML, lines such as a header's, and what prints as `name=value`. It does not parse: texts are
/// cut anywhere, broken, or of no known form. Where it is not clear how far a value goes, too much is marked rather
/// than too little. Used once, by one thread.
final class NamedValues {
    private static final int LONGEST_NAME = 200;
    private static final String ENDS_A_WORD = ",}] \t\r\n";
    private static final String ENDS_A_TOKEN = ",;&#)}]\"'<> \t\r\n";
    private static final String AFTER_A_VALUE = ",;)}]>/?\\\"' \t\r\n";

    /// What a text is, as far as that is known.
    enum Kind {
        /// A URL: values end at `&` and `#`.
        URL,
        /// A form: values end at `&`.
        FORM,
        /// Anything.
        TEXT
    }

    private final Marked marked;
    private final String text;
    private final Kind kind;
    private final SecretNames names;

    NamedValues(Marked marked, Kind kind, SecretNames names) {
        this.marked = marked;
        this.text = marked.text();
        this.kind = kind;
        this.names = names;
    }

    void mark() {
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case ':', '=' -> named(at, at + 1, text.charAt(at));
                case '%' -> {
                    if (text.regionMatches(true, at, "%3d", 0, 3) || text.regionMatches(true, at, "%3a", 0, 3)) {
                        named(at, at + 3, '%');
                    }
                }
                case '<' -> element(at);
                default -> {
                    // Part of a name or a value.
                }
            }
        }
    }

    /// @param separator where it stands
    /// @param after where it has ended
    private void named(int separator, int after, char sign) {
        int end = separator;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == 0) {
            return;
        }
        char quote = text.charAt(end - 1);
        boolean quoted = isQuote(quote);
        int start;
        if (quoted) {
            int backslashes = backslashesBefore(end - 1);
            end -= 1 + backslashes;
            start = openingQuote(quote, end, backslashes);
        } else {
            start = end;
            while (start > 0 && end - start < LONGEST_NAME && isOfBareName(text.charAt(start - 1))) {
                start--;
            }
        }
        var name = text.substring(start, Math.max(start, end));
        int value = after;
        while (value < text.length() && isBetween(text.charAt(value))) {
            value++;
        }
        if (names.isSecret(name)) {
            markValue(value, start, sign, quoted);
        } else if (SecretNames.isNameOfName(name, sign != ':')) {
            nameOfName(separator, value, sign);
        }
    }

    private void markValue(int value, int nameStart, char sign, boolean quotedName) {
        int opening = kind == Kind.TEXT && sign != '%' ? quoteAt(value) : -1;
        int closing = opening >= 0 ? closingQuote(opening) : -1;
        if (opening >= 0 && text.charAt(opening) == '"' && endsThere(closing + 1)) {
            boolean closed = closing < text.length();
            marked.markSecret(opening + 1, closed ? closing - backslashesBefore(opening) : closing);
        } else if (kind == Kind.TEXT && startsWithBracket(value) && endsThere(closingBracket(value))) {
            marked.mark(value, closingBracket(value));
        } else {
            int end = endOfBareValue(value, nameStart, sign, quotedName);
            marked.mark(value, end);
            marked.tell(value, Math.min(end, firstOf(ENDS_A_TOKEN, value)));
        }
    }

    private boolean startsWithBracket(int at) {
        return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }

    /// Whether what comes is not part of the value: a value may itself begin with a quote or a bracket.
    private boolean endsThere(int at) {
        return at >= text.length() || AFTER_A_VALUE.indexOf(text.charAt(at)) >= 0;
    }

    private int endOfBareValue(int value, int nameStart, char sign, boolean quotedName) {
        if (sign == '%') {
            return Math.min(first("%26", value), firstOf("&#\"<>\\ \t\r\n", value));
        }
        char before = nameStart == 0 ? '\n' : text.charAt(nameStart - 1);
        boolean parameter = sign == '=' && (before == '?' || before == '&');
        return switch (kind) {
            case FORM -> firstOf("&", value);
            case URL -> firstOf(before == ';' ? "&#;?/" : "&#", value);
            case TEXT -> {
                if (parameter) {
                    yield firstOf("&#\"<>\\ \t\r\n", value);
                } else if (sign == '=' && nameStart == 0) {
                    yield firstOf("&\r\n", value);
                } else if (quotedName && isWordOfJson(value)) {
                    yield firstOf(ENDS_A_WORD, value);
                }
                yield firstOf("\r\n", value);
            }
        };
    }

    /// A number, `true`, `false` or `null`.
    private boolean isWordOfJson(int from) {
        var word = text.substring(from, firstOf(ENDS_A_WORD, from));
        return word.matches("true|false|null|-?[0-9][0-9.eE+-]*");
    }

    /// `name="password"`, of a part of a form or an input of a page, or `"name": "password"` beside its value.
    private void nameOfName(int separator, int value, char sign) {
        int opening = quoteAt(value);
        if (opening < 0) {
            return;
        }
        int closing = closingQuote(opening);
        if (!names.isSecret(withoutBackslashesAtItsEnd(opening + 1, closing))) {
            return;
        }
        if (sign == ':') {
            int object = enclosingObject(separator);
            marked.mark(object + 1, object < 0 ? text.length() : closingBracket(object) - 1);
            return;
        }
        int tag = text.lastIndexOf('<', separator);
        if (tag >= 0 && text.lastIndexOf('>', separator) < tag) {
            marked.mark(tag + 1, endOfTag(closing + 1));
        } else {
            int content = Math.min(afterBlankLine("\r\n\r\n", closing), afterBlankLine("\n\n", closing));
            marked.mark(content, first("\n--", content));
        }
    }

    /// Where the innermost object around begins; below 0 when there is none.
    private int enclosingObject(int around) {
        var open = new ArrayDeque<Integer>();
        for (int at = 0; at < around; at++) {
            char letter = text.charAt(at);
            if (letter == '"') {
                at = closingQuote(at);
            } else if (letter == '{') {
                open.push(at);
            } else if (letter == '}') {
                open.poll();
            }
            if (at >= around) {
                return text.lastIndexOf('{', around); // it stands in a string itself
            }
        }
        return open.isEmpty() ? -1 : open.peek();
    }

    private int endOfTag(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '>') {
            at = isQuote(text.charAt(at)) ? first(text.substring(at, at + 1), at + 1) + 1 : at + 1;
        }
        return at;
    }

    private String withoutBackslashesAtItsEnd(int from, int to) {
        int end = Math.min(to, text.length());
        while (end > from && text.charAt(end - 1) == '\\') {
            end--;
        }
        return text.substring(Math.min(from, end), end);
    }

    private int afterBlankLine(String blank, int from) {
        int at = text.indexOf(blank, from);
        return at < 0 ? text.length() : at + blank.length();
    }

    /// `<password>…</password>`, with a prefix or without.
    private void element(int opening) {
        int nameEnd = opening + 1;
        while (nameEnd < text.length()
                && nameEnd - opening < LONGEST_NAME
                && (isOfBareName(text.charAt(nameEnd)) || text.charAt(nameEnd) == ':')) {
            nameEnd++;
        }
        var name = text.substring(opening + 1, nameEnd);
        int tagEnd = text.indexOf('>', nameEnd);
        if (name.isEmpty() || tagEnd < 0 || text.charAt(tagEnd - 1) == '/') {
            return;
        }
        if (names.isSecret(name.substring(name.indexOf(':') + 1))) {
            marked.mark(tagEnd + 1, first("</" + name, tagEnd));
        }
    }

    private boolean isOfBareName(char letter) {
        return Character.isLetterOrDigit(letter)
                || Character.isSurrogate(letter)
                || "_-.%[]$+~".indexOf(letter) >= 0 && (kind != Kind.TEXT || letter != '+');
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'';
    }

    private boolean isBetween(char letter) {
        return kind == Kind.TEXT && (Character.isWhitespace(letter) || letter == '=' || letter == '>');
    }

    private int openingQuote(char quote, int end, int backslashes) {
        int at = end - 1;
        while (at >= 0 && end - at < LONGEST_NAME) {
            if (text.charAt(at) == quote && backslashesBefore(at) <= backslashes) {
                return at + 1;
            }
            at--;
        }
        return Math.max(0, at + 1);
    }

    /// Where a quote stands, behind backslashes or not; below 0 when something else is there.
    private int quoteAt(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at < text.length() && isQuote(text.charAt(at)) ? at : -1;
    }

    /// Where a quoted text ends. Inside a string of JSON its quotes are `\"` and those that it holds `\\\"`, one level
    /// further in `\\\"` and seven of them: a quote with as many backslashes as the opening one, beyond those that
    /// stand for backslashes, is the end.
    private int closingQuote(int opening) {
        char quote = text.charAt(opening);
        int backslashes = backslashesBefore(opening);
        int level = Integer.highestOneBit(backslashes + 1) * 2;
        for (int at = text.indexOf(quote, opening + 1); at >= 0; at = text.indexOf(quote, at + 1)) {
            if (Math.min(backslashesBefore(at), at - opening - 1) % level == backslashes) {
                return at;
            }
        }
        return text.length();
    }

    private int backslashesBefore(int at) {
        int from = at;
        while (from > 0 && text.charAt(from - 1) == '\\') {
            from--;
        }
        return at - from;
    }

    private int closingBracket(int opening) {
        int depth = 0;
        for (int at = opening; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"') {
                at = closingQuote(at);
            } else if (letter == '{' || letter == '[') {
                depth++;
            } else if (letter == '}' || letter == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return text.length();
    }

    private int first(String what, int from) {
        int at = text.indexOf(what, from);
        return at < 0 ? text.length() : at;
    }

    private int firstOf(String letters, int from) {
        int at = from;
        while (at < text.length() && letters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
