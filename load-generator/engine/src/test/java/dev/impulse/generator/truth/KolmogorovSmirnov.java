package dev.impulse.generator.truth;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The test of Kolmogorov and Smirnov: whether values may come from a distribution.
final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /// The largest distance between the share of the values that are below some value, and the chance to be below it.
    static double distance(double[] values, DoubleUnaryOperator chanceBelow) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int below = 0; below < sorted.length; below++) {
            double chance = chanceBelow.applyAsDouble(sorted[below]);
            double left = chance - (double) below / sorted.length;
            double right = (below + 1.0) / sorted.length - chance;
            largest = Math.max(largest, Math.max(left, right));
        }
        return largest;
    }

    /// The chance of a distance as large as that of the values or larger, if they come from the distribution: its limit
    /// for many values, with Stephens' correction for their number (M. A. Stephens, 1970; from 8 values on).
    static double chance(double[] values, DoubleUnaryOperator chanceBelow) {
        double root = Math.sqrt(values.length);
        double scaled = distance(values, chanceBelow) * (root + 0.12 + 0.11 / root);
        if (scaled < 0.2) {
            return 1; // to 12 digits; the sum does not converge there
        }
        double sum = 0;
        for (int term = 1; term <= 100; term++) {
            sum += (term % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * term * term * scaled * scaled);
        }
        return Math.clamp(sum, 0, 1);
    }

    /// The chance that a time without memory is shorter.
    static DoubleUnaryOperator exponential(double mean) {
        return value -> -Math.expm1(-value / mean);
    }

    /// The chance that a number from 0 to 1, each as likely as the other, is less.
    static DoubleUnaryOperator uniform() {
        return value -> value;
    }
}
