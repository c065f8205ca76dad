package dev.impulse.generator;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A file of rows that triggers get: CSV with a line of names (`.csv`), or JSON Lines (`.jsonl`, `.ndjson`).
///
/// Which row a trigger gets derives from its number k, with m = `perTrigger` rows for each and j, from 0, for the j-th
/// call of `next()` in it:
///
/// | order | row |
/// | --- | --- |
/// | sequential | k · m + j |
/// | random | drawn from the seed, the feeder, the test case, k and j |
/// | unique | (k · m + j) · c + i, for the i-th of c test cases: no two triggers of the load test get the same |
///
/// @param whenDry what happens when that is beyond the last row; random rows never are
/// @param perTrigger how many rows a trigger may ask for; without a bound when they are random
/// @param testCases names of those that get rows; empty: all
public record Feeder(String name, Path file, Order order, WhenDry whenDry, int perTrigger, List<String> testCases) {

    /// Which row comes when.
    public enum Order {
        SEQUENTIAL,
        RANDOM,
        UNIQUE;

        /// By the words of the load test's file.
        public static final Map<String, Order> WORDS = words(values());
    }

    /// What happens when there is no row left.
    public enum WhenDry {
        /// The load test ends before the first trigger for which there is none, and is judged.
        STOP,
        /// It goes on with the first row.
        LOOP,
        /// The trigger fails.
        FAIL;

        /// By the words of the load test's file.
        public static final Map<String, WhenDry> WORDS = words(values());
    }

    public Feeder {
        if (perTrigger < 1) {
            throw new IllegalArgumentException("per-trigger: " + perTrigger + " (expected: 1 or more)");
        }
        if (order == Order.UNIQUE && whenDry == WhenDry.LOOP) {
            throw new IllegalArgumentException("when-dry: loop (expected: stop or fail, as unique rows come once)");
        }
        testCases = List.copyOf(testCases);
    }

    /// One row for each trigger of each test case, in order, from the begin again when they are used up.
    public static Feeder of(String name, Path file) {
        return new Feeder(name, file, Order.SEQUENTIAL, WhenDry.LOOP, 1, List.of());
    }

    private static <T extends Enum<T>> Map<String, T> words(T[] values) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(value.name().toLowerCase(Locale.ROOT), value));
        return words;
    }
}
