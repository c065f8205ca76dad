package dev.impulse.generator.source;

import dev.impulse.generator.source.BrokenRows.Problem;
import dev.impulse.load.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How rows are written in a file.
sealed interface RowFormat permits CsvRows, JsonRows {

    String OPEN = "a quoted text that does not end";

    /// Whether a line's end inside `"…"` belongs to the text.
    boolean hasQuotes();

    /// Whether the first record names the columns.
    boolean hasHeader();

    /// Takes the names of the columns; says what is wrong with them, if something is.
    @Nullable
    Problem header(String record, long line);

    /// Says what is wrong with a row, if something is.
    @Nullable
    Problem check(String record, long line);

    /// The columns that all rows have; null when each row has its own.
    @Nullable
    List<String> columns();

    /// The row that a record holds; it was checked.
    Row row(String record, String feeder, long number);
}
