package dev.impulse.measure.watch;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/// Keeps the longest of what it is given: a load test may run for hours.
final class Longest<T> {
    private static final int KEPT = 200;

    private final Comparator<T> byLength;
    private final PriorityQueue<T> kept;

    Longest(ToLongFunction<T> length) {
        byLength = Comparator.comparingLong(length);
        kept = new PriorityQueue<>(byLength);
    }

    void add(T value) {
        kept.add(value);
        if (kept.size() > KEPT) {
            kept.remove();
        }
    }

    /// Longest first.
    List<T> all() {
        return kept.stream().sorted(byLength.reversed()).toList();
    }
}
