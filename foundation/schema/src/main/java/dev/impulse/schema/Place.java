package dev.impulse.schema;

import java.util.Comparator;

/// Where something is written.
///
/// @param file as the person named it
/// @param line from 1; 0 when the place is the whole file
/// @param column from 1, in characters (Unicode code points); 0 when the place is the whole file
public record Place(String file, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    public Place {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("place: " + line + ":" + column + " (expected: 0 or more)");
        }
    }

    /// A whole file.
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    /// A place further right in the same line.
    public Place right(int columns) {
        return new Place(file, line, column + columns);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /// Such as `loadtest.yaml:14:13`, which terminals and editors open.
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
