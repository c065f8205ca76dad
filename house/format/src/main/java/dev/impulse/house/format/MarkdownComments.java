package dev.impulse.house.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The `///` comments of a source, taken out of the formatter's sight: it sees a short word for each line, which it
/// moves with the code. Afterwards each line is put back, at the indentation that the word was given, and wrapped when
/// it is too long.
///
/// Immutable.
final class MarkdownComments {

    private static final String MARK = "///";
    private static final Pattern MASKED = Pattern.compile("( *)/// ?§(\\d+)");

    private final String masked;
    private final List<String> texts;

    private MarkdownComments(String masked, List<String> texts) {
        this.masked = masked;
        this.texts = List.copyOf(texts);
    }

    /// Finds the comments of a source. What looks like one inside a text block is left alone.
    static MarkdownComments of(String source) {
        var texts = new ArrayList<String>();
        var masked = new StringBuilder(source.length());
        boolean inTextBlock = false;
        for (String line : source.split("\n", -1)) {
            var stripped = line.strip();
            if (!inTextBlock && stripped.startsWith(MARK)) {
                masked.append(line, 0, line.indexOf(MARK))
                        .append(MARK)
                        .append('§')
                        .append(texts.size());
                texts.add(stripped.substring(MARK.length()));
            } else {
                masked.append(line);
                if (inTextBlock || !stripped.startsWith("//")) {
                    inTextBlock ^= opensOrCloses(line);
                }
            }
            masked.append('\n');
        }
        masked.setLength(Math.max(0, masked.length() - 1));
        return new MarkdownComments(masked.toString(), texts);
    }

    /// The source with a short word in place of each comment line.
    String masked() {
        return masked;
    }

    /// Puts the comments back into the formatted source.
    ///
    /// @param columns where lines end
    String restore(String formatted, int columns) {
        var restored = new StringBuilder(formatted.length() * 2);
        var comment = new ArrayList<String>();
        String indentation = "";
        for (String line : formatted.split("\n", -1)) {
            var matcher = MASKED.matcher(line);
            if (matcher.matches()) {
                // The formatter moves the first line of a comment and may leave the others where they were.
                indentation = comment.isEmpty() ? matcher.group(1) : indentation;
                comment.add(texts.get(Integer.parseInt(matcher.group(2))));
            } else {
                append(restored, comment, indentation, columns);
                restored.append(line).append('\n');
            }
        }
        append(restored, comment, indentation, columns);
        restored.setLength(Math.max(0, restored.length() - 1));
        return restored.toString();
    }

    private static void append(StringBuilder restored, List<String> comment, String indentation, int columns) {
        int width = columns - indentation.length() - MARK.length();
        for (String text : MarkdownWrap.wrap(comment, width)) {
            restored.append(indentation).append(MARK).append(text).append('\n');
        }
        comment.clear();
    }

    private static boolean opensOrCloses(String line) {
        int count = 0;
        for (int at = line.indexOf("\"\"\""); at >= 0; at = line.indexOf("\"\"\"", at + 3)) {
            count++;
        }
        return count % 2 == 1;
    }
}
