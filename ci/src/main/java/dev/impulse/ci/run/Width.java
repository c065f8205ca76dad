package dev.impulse.ci.run;

/// How much room texts take on a terminal: colours none, what Chinese, Japanese and Korean are written with, and most
/// pictures, two columns.
final class Width {
    private static final String COLOUR = "\033[";

    private Width() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int end = endOfColour(text, i);
            if (end == i) {
                width += of(text.codePointAt(i));
                end = text.offsetByCodePoints(i, 1);
            }
            i = end;
        }
        return width;
    }

    /// Cuts to a width, but for colours, which are all kept.
    static String cut(String text, int width) {
        StringBuilder cut = new StringBuilder();
        int seen = 0;
        for (int i = 0; i < text.length(); ) {
            int end = endOfColour(text, i);
            if (end > i) {
                cut.append(text, i, end);
            } else {
                int character = text.codePointAt(i);
                end = text.offsetByCodePoints(i, 1);
                seen += of(character);
                if (seen <= width) {
                    cut.appendCodePoint(character);
                }
            }
            i = end;
        }
        return cut.toString();
    }

    private static int endOfColour(String text, int from) {
        return text.startsWith(COLOUR, from) ? text.indexOf('m', from) + 1 : from;
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    /// The blocks that Unicode's annex 11 has as wide or full-width; a picture beside them counts as wide as well.
    private static boolean isWide(int character) {
        return character >= 0x1100 && character <= 0x115F
                || character >= 0x2E80 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE6F
                || character >= 0xFF00 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6
                || character >= 0x1F300 && character <= 0x1FAFF
                || character >= 0x20000 && character <= 0x3FFFD;
    }
}
