package dev.impulse.wire.http;

/// Texts of users, made fit for an error's one line. Any thread.
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /// A character, by name where it cannot be seen.
    static String character(char letter) {
        return switch (letter) {
            case '\r' -> "CR";
            case '\n' -> "LF";
            case '\t' -> "a tab";
            case ' ' -> "a space";
            case 0 -> "NUL";
            default -> letter < ' ' || letter >= 0x7f ? String.format("U+%04X", (int) letter) : "'" + letter + "'";
        };
    }

    /// A text, shortened, with what cannot be seen replaced.
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        for (int index = 0; index < Math.min(text.length(), LONGEST); index++) {
            char letter = text.charAt(index);
            shown.append(Character.isISOControl(letter) ? '?' : letter);
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }
}
