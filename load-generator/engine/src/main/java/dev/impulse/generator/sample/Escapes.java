package dev.impulse.generator.sample;

/// Reads what names and values were escaped by in URLs, forms and JSON. What is no escape stands for itself.
final class Escapes {
    private static final int HEXADECIMAL = 16;

    private Escapes() {}

    /// `%70`, `\\u0070`, `\\n` and the like as the characters that they stand for; bytes beyond ASCII are read one by
    /// one.
    static String read(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        var read = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            int value = -1;
            int length = 0;
            if (letter == '%') {
                value = number(text, at + 1, 2);
                length = 2;
            } else if (text.startsWith("\\u", at)) {
                value = number(text, at + 2, 4);
                length = 5;
            } else if (letter == '\\' && at + 1 < text.length()) {
                value = escaped(text.charAt(at + 1));
                length = 1;
            }
            if (value < 0) {
                read.append(letter);
            } else {
                read.append((char) value);
                at += length;
            }
        }
        return read.toString();
    }

    private static int escaped(char letter) {
        return switch (letter) {
            case '"', '\\', '/', '\'' -> letter;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> -1;
        };
    }

    private static int number(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = Character.digit(text.charAt(at), HEXADECIMAL);
            if (digit < 0) {
                return -1;
            }
            number = number * HEXADECIMAL + digit;
        }
        return number;
    }
}
