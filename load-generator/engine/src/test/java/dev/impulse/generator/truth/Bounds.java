package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result.Times;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Of each of some times, what it does not fall below and what it does not exceed. Whatever is true of each is true of
/// the percentiles: if no time is below its lower bound, the p99 of the times is not below the p99 of the lower bounds.
///
/// @param lower ascending
/// @param upper ascending
record Bounds(long[] lower, long[] upper) {

    /// By how much more than its value a percentile may be reported: HdrHistogram's 3 digits.
    private static final double DIGITS = 0.001;

    /// How long a machine may take the processor away between two lines of a test. More happens, to one in a thousand
    /// perhaps, but not to one in a hundred.
    static final long TAKEN_AWAY = 100_000_000;

    /// Bounds of the times of those numbers, from 0, that are chosen.
    static Bounds of(int numbers, IntPredicate chosen, IntToLongFunction lower, IntToLongFunction upper) {
        var indices = IntStream.range(0, numbers).filter(chosen).toArray();
        return new Bounds(
                Arrays.stream(indices)
                        .mapToLong(index -> Math.max(0, lower.applyAsLong(index)))
                        .sorted()
                        .toArray(),
                Arrays.stream(indices)
                        .mapToLong(index -> Math.max(0, upper.applyAsLong(index)))
                        .sorted()
                        .toArray());
    }

    /// These, and above them so many that have no end.
    Bounds andEndless(long count) {
        var endless = LongStream.generate(() -> Times.BEYOND).limit(count).toArray();
        return new Bounds(
                LongStream.concat(Arrays.stream(lower), Arrays.stream(endless)).toArray(),
                LongStream.concat(Arrays.stream(upper), Arrays.stream(endless)).toArray());
    }

    /// Asserts that what is reported lies within.
    void contain(String what, Times reported) {
        contain(what, reported, 0, 0);
    }

    /// Asserts that what is reported lies within, or not far off: where nothing measured bounds it, something may have
    /// come between the two looks at the clock. To single ones a lot may have happened, so the uppermost are only
    /// bounded from below.
    ///
    /// @param below by how much less it may be
    /// @param above by how much more it may be
    void contain(String what, Times reported, long below, long above) {
        assertThat(reported.count()).as("count of %s", what).isEqualTo(lower.length);
        at(what, "min", reported.min(), 1, below, above);
        at(what, "p50", reported.p50(), rank(50_000), below, above);
        at(what, "p90", reported.p90(), rank(90_000), below, above);
        at(what, "p95", reported.p95(), rank(95_000), below, above);
        at(what, "p99", reported.p99(), rank(99_000), below, above);
        long uppermost = above == 0 ? 0 : Long.MAX_VALUE / 2;
        at(what, "p99.9", reported.p999(), rank(99_900), below, uppermost);
        at(what, "max", reported.max(), lower.length, below, uppermost);
        if (lower[lower.length - 1] == Times.BEYOND) {
            assertThat(reported.mean()).as("mean of %s", what).isNaN();
            return;
        }
        assertThat(reported.mean())
                .as("mean of %s", what)
                .isBetween(
                        Arrays.stream(lower).average().orElseThrow() * (1 - DIGITS) - below,
                        Arrays.stream(upper).average().orElseThrow() * (1 + DIGITS) + above);
    }

    private void at(String what, String name, long reported, int rank, long below, long above) {
        // The least is reported rounded down, the others rounded up.
        double down = name.equals("min") ? DIGITS : 0;
        assertThat((double) reported)
                .as("%s of %s", name, what)
                .isBetween(lower[rank - 1] * (1 - down) - below, upper[rank - 1] * (1 + DIGITS) + 1 + above);
    }

    /// The value that so many of 100,000 do not exceed, by its place from 1: ⌈p · n⌉.
    private int rank(long share) {
        return (int) Math.ceilDiv(share * lower.length, 100_000L);
    }
}
