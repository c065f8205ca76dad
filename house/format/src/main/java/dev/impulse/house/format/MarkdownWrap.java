package dev.impulse.house.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Wraps the paragraphs of a Markdown comment. A line that fits stays as it is; of one that does not, the end moves
/// into the next line of its paragraph, or into a new one. Code, tables, and words that no line could hold are left
/// alone.
final class MarkdownWrap {

    /// What makes a line the first of a block: a list's mark, a tag, a heading, a quotation, a table's row.
    private static final Pattern BLOCK = Pattern.compile("(?:[-*+]|\\d+[.)]|@\\w+|#+)(?:\\s.*)?|[>|].*");

    private static final Pattern LIST_ITEM = Pattern.compile("(?:[-*+]|\\d+[.)])\\s+");
    private static final String TAG_HANGING = "    ";
    private static final String CODE_INDENTATION = "     ";

    private MarkdownWrap() {}

    /// @param lines what stands behind each `///`
    /// @param width how many characters may
    static List<String> wrap(List<String> lines, int width) {
        var wrapped = new ArrayList<String>();
        var rest = new ArrayDeque<>(lines);
        boolean fenced = false;
        while (!rest.isEmpty()) {
            var line = rest.pop();
            if (isFence(line)) {
                fenced = !fenced;
            }
            int end = fenced || line.length() <= width || isVerbatim(line, wrapped) ? -1 : breakOf(line, width);
            if (end < 0) {
                wrapped.add(line);
                continue;
            }
            wrapped.add(line.substring(0, end).stripTrailing());
            var moved = line.substring(end).strip();
            var next = rest.peek();
            if (next != null && !next.isBlank() && !startsBlock(next.strip())) {
                rest.pop();
                rest.push(leading(next) + moved + " " + next.strip());
            } else {
                rest.push(hanging(line) + moved);
            }
        }
        return wrapped;
    }

    /// The last space within the width, else the first one beyond it, whose next word would not begin a block; -1
    /// without one.
    private static int breakOf(String line, int width) {
        int first = line.indexOf(' ', hanging(line).length());
        if (first < 0) {
            return -1;
        }
        for (int at = line.lastIndexOf(' ', width); at >= first; at = line.lastIndexOf(' ', at - 1)) {
            if (!startsBlock(line.substring(at).strip())) {
                return at;
            }
        }
        for (int at = line.indexOf(' ', width); at >= 0; at = line.indexOf(' ', at + 1)) {
            if (!startsBlock(line.substring(at).strip())) {
                return at;
            }
        }
        return -1;
    }

    /// The spaces before a line that goes on with this one's block.
    private static String hanging(String line) {
        var text = line.strip();
        var item = LIST_ITEM.matcher(text);
        if (item.lookingAt()) {
            return leading(line) + " ".repeat(item.end());
        }
        return text.startsWith("@") ? leading(line) + TAG_HANGING : leading(line);
    }

    private static boolean isVerbatim(String line, List<String> before) {
        boolean indentedCode = line.startsWith(CODE_INDENTATION)
                && (before.isEmpty() || before.getLast().isBlank());
        return indentedCode || line.strip().startsWith("|");
    }

    private static boolean isFence(String line) {
        return line.strip().startsWith("```") || line.strip().startsWith("~~~");
    }

    private static boolean startsBlock(String text) {
        return isFence(text) || BLOCK.matcher(text).matches();
    }

    private static String leading(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
