package dev.impulse.generator.plan;

import java.time.Duration;

/// A rate that rises or falls in a straight line, then stays.
public record Ramp(double from, double to, Duration over) implements Shape {

    public Ramp {
        Rates.check("from", from);
        Rates.check("to", to);
        Rates.check("over", over);
    }

    @Override
    public double rateAt(double seconds) {
        double length = Rates.seconds(over);
        return seconds >= length ? to : from + (to - from) * (seconds / length);
    }

    @Override
    public double count(double seconds) {
        double length = Rates.seconds(over);
        if (seconds >= length) {
            return total(length) + to * (seconds - length);
        }
        return seconds * (from + (to - from) * (seconds / length) / 2);
    }

    @Override
    public double reached(double count) {
        double length = Rates.seconds(over);
        double left = total(length) - count;
        if (left <= 0) {
            return length + Rates.timeFor(-left, to);
        }
        // Measured from the end with the lower rate, where both terms under the root are positive: nothing cancels.
        double slope = Math.abs(to - from) / length;
        return to >= from
                ? Math.min(length, timeFor(count, from, slope))
                : Math.max(0, length - timeFor(left, to, slope));
    }

    private double total(double length) {
        return (from + to) / 2 * length;
    }

    /// Solves `rate * t + slope * t² / 2 = count` in the form that does not subtract.
    private static double timeFor(double count, double rate, double slope) {
        return count <= 0 ? 0 : 2 * count / (rate + Math.sqrt(rate * rate + 2 * slope * count));
    }
}
