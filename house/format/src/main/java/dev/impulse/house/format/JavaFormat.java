package dev.impulse.house.format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.util.regex.Pattern;

/// Palantir's Java format, with two of its faults kept away from us: it loses the `///` of a comment line that it
/// wraps, and it cannot print an unnamed pattern that is `_` alone.
public final class JavaFormat {

    /// Where lines end.
    static final int COLUMNS = JavaFormatterOptions.Style.PALANTIR.maxLineLength();

    /// A comment that follows an import without a blank line between would be taken for a part of the imports.
    private static final Pattern COMMENT_AFTER_IMPORT = Pattern.compile("(?m)^((?:import|package) .*;)\\n(?=///)");

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private JavaFormat() {}

    /// What became of a source.
    public sealed interface Outcome {
        /// The source as it should be.
        record Formatted(String text) implements Outcome {}

        /// The formatter does not understand the source there.
        record Refused(int line, int column, String reason) implements Outcome {}
    }

    /// Formats one compilation unit: layout, order of imports, imports that nothing needs.
    public static Outcome format(String source) {
        try {
            var once = formatOnce(source);
            // The formatter's output is not always a fixed point of it; what is checked must be.
            return new Outcome.Formatted(once.equals(source) ? once : formatOnce(once));
        } catch (FormatterException refused) {
            if (refused.diagnostics().isEmpty()) {
                return new Outcome.Refused(1, 1, String.valueOf(refused.getMessage()));
            }
            var first = refused.diagnostics().getFirst();
            return new Outcome.Refused(first.line(), first.column(), explained(first.message()));
        }
    }

    private static String formatOnce(String source) throws FormatterException {
        // Imports first, while comments still hold the names that they link to.
        var apart = COMMENT_AFTER_IMPORT.matcher(source).replaceAll("$1\n\n");
        var imported = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(apart), JavaFormatterOptions.Style.PALANTIR);
        var comments = MarkdownComments.of(imported);
        return comments.restore(FORMATTER.formatSource(comments.masked()), COLUMNS);
    }

    private static String explained(String message) {
        return message.contains("expected token: '_'")
                ? "_ (expected: var _ here, because the formatter cannot print an unnamed pattern alone)"
                : message;
    }
}
