package dev.impulse.load;

import java.util.List;

/// One row of a feeder's file. Immutable; any thread.
public interface Row {

    /// The names of its columns, in the order of the file.
    List<String> columns();

    /// What stands in a column, as it is written; of JSON Lines, a list or an object as JSON.
    ///
    /// @throws IllegalArgumentException when there is no such column
    String text(String column);

    /// What stands in a column, as a whole number.
    ///
    /// @throws IllegalArgumentException when there is no such column, or no whole number in it
    long number(String column);

    /// The whole row, read into a record or another type that Jackson reads, by the names of its columns.
    ///
    /// @throws IllegalArgumentException when it does not fit
    <T> T as(Class<T> type);
}
