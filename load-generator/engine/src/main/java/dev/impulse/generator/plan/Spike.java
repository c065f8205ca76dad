package dev.impulse.generator.plan;

import java.time.Duration;

/// A base rate, and a peak rate from a moment on for a while.
///
/// @param at when the peak begins, after the phase's begin; may be 0
/// @param lasting how long the peak is held
public record Spike(double base, double peak, Duration at, Duration lasting) implements Shape {

    public Spike {
        Rates.check("base", base);
        Rates.check("peak", peak);
        Rates.check("lasting", lasting);
        if (at.isNegative()) {
            throw new IllegalArgumentException("at: " + at + " (expected: 0 or later)");
        }
    }

    @Override
    public double rateAt(double seconds) {
        double since = seconds - Rates.seconds(at);
        return since >= 0 && since < Rates.seconds(lasting) ? peak : base;
    }

    @Override
    public double count(double seconds) {
        double begin = Rates.seconds(at);
        double end = begin + Rates.seconds(lasting);
        // Piece by piece, so that rounding never lets the sum fall where the rate is 0.
        return base * Math.min(seconds, begin)
                + peak * Math.clamp(seconds - begin, 0, end - begin)
                + base * Math.max(0, seconds - end);
    }

    @Override
    public double reached(double count) {
        double begin = Rates.seconds(at);
        double length = Rates.seconds(lasting);
        double inPeak = count - base * begin;
        if (inPeak < -Rates.EDGE) {
            return Rates.timeFor(count, base);
        }
        double after = inPeak - peak * length;
        if (after < -Rates.EDGE) {
            return begin + Rates.timeFor(inPeak, peak);
        }
        return begin + length + Rates.timeFor(after, base);
    }
}
