package dev.impulse.schema;

/// A text out of a file as it may be shown on a terminal: in one line, its head alone, with nothing that would move a cursor or colour the
/// screen.
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String of(String text) {
        var shown = new StringBuilder();
        int letters = 0;
        for (int letter : text.strip().codePoints().limit(LONGEST + 1L).toArray()) {
            if (++letters > LONGEST) {
                return shown.append('…').toString();
            }
            switch (Character.getType(letter)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(letter == '\n' ? " " : "\\u%04x".formatted(letter));
                default -> shown.appendCodePoint(letter);
            }
        }
        return shown.toString();
    }
}
