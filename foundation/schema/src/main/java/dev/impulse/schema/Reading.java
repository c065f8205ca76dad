package dev.impulse.schema;

import java.util.List;

/// What came of reading a file: its meaning, or everything that is wrong with it.
public sealed interface Reading<T> {

    /// The file was right.
    record Whole<T>(T value) implements Reading<T> {}

    /// The file was not.
    record Mistaken<T>(Mistakes mistakes) implements Reading<T> {}

    /// A reading with a single mistake.
    static <T> Reading<T> mistaken(Mistake mistake) {
        return new Mistaken<>(new Mistakes(List.of(mistake)));
    }
}
