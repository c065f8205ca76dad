package dev.impulse.schema;

/// A text out of a file as it may be shown on a terminal: in one line, with nothing that would move a cursor or colour
/// the screen.
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    /// The head of a text alone.
    static String of(String text) {
        String escaped = escaped(text.strip());
        int letters = escaped.codePointCount(0, escaped.length());
        return letters <= LONGEST ? escaped : escaped.substring(0, escaped.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /// The whole text.
    static String escaped(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            switch (Character.getType(letter)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                    shown.append(letter == '\n' ? " " : String.format("\\u%04x", letter));
                default -> shown.appendCodePoint(letter);
            }
        });
        return shown.toString();
    }
}
