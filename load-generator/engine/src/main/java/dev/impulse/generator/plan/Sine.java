package dev.impulse.generator.plan;

import java.time.Duration;

/// A rate that swings around a mean, rising from it first.
///
/// @param amplitude how far it swings; at most the mean
/// @param period from one rise through the mean to the next
public record Sine(double mean, double amplitude, Duration period) implements Shape {

    public Sine {
        Rates.check("mean", mean);
        Rates.check("period", period);
        if (!(amplitude >= 0 && amplitude <= mean)) {
            throw new IllegalArgumentException(
                    "amplitude: " + amplitude + " (expected: from 0 to the mean, " + mean + ")");
        }
    }

    @Override
    public double rateAt(double seconds) {
        double length = Rates.seconds(period);
        return rate((seconds % length) / length);
    }

    @Override
    public double count(double seconds) {
        double length = Rates.seconds(period);
        double turns = Math.floor(seconds / length);
        return (turns * mean + countOfTurn(seconds / length - turns)) * length;
    }

    /// Whole turns are counted off, so that the rest is as exact after hours as at the begin.
    @Override
    public double reached(double count) {
        if (mean == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double length = Rates.seconds(period);
        double ofTurn = mean * length;
        double turns = Math.floor(count / ofTurn);
        return (turns + turnReached((count - turns * ofTurn) / length)) * length;
    }

    /// The part of a turn at which its integral is `count`: Newton's method, and bisection where that would leave the
    /// bracket, which it does where the rate is near 0.
    private double turnReached(double count) {
        double low = 0;
        double high = 1;
        double part = Math.clamp(count / mean, 0, 1);
        for (int i = 0; i < 64 && high - low > 1e-15; i++) {
            double error = countOfTurn(part) - count;
            if (error > 0) {
                high = part;
            } else {
                low = part;
            }
            double next = part - error / rate(part);
            if (!(next >= low && next <= high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - part) < 1e-15) {
                return next;
            }
            part = next;
        }
        return part;
    }

    private double rate(double part) {
        return mean + amplitude * (part <= 0.5 ? HalfTurn.sine(2 * part) : -HalfTurn.sine(2 * part - 1));
    }

    private double countOfTurn(double part) {
        // 1 - cos(x) as 2 sin²(x/2), which does not cancel at the turn's begin.
        double sine = HalfTurn.sine(part);
        return mean * part + amplitude / Math.PI * sine * sine;
    }
}
