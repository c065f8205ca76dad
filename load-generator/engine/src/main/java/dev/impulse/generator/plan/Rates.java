package dev.impulse.generator.plan;

import java.time.Duration;

/// What the shapes have in common: which values are right, and how near counts as equal.
final class Rates {

    /// A billion a second: due times are nanoseconds.
    static final double HIGHEST = 1e9;

    /// Counts of triggers that differ by less are the same: 1.1 tps for 10 s are 11 triggers, though 1.1 * 10 > 11 in
    /// binary.
    static final double EDGE = 1e-9;

    private Rates() {}

    static void check(String name, double perSecond) {
        if (!(perSecond >= 0 && perSecond <= HIGHEST)) {
            throw new IllegalArgumentException(
                    name + ": " + perSecond + " (expected: a rate from 0 to 1,000,000,000 per second)");
        }
    }

    static void check(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: above 0)");
        }
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /// How long a constant rate takes for a count; infinity when the rate is 0.
    static double timeFor(double count, double perSecond) {
        return perSecond == 0 ? Double.POSITIVE_INFINITY : Math.max(0, count) / perSecond;
    }
}
