package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.time.Duration;

/// Any duration between two is as likely as any other.
public record Uniform(Duration min, Duration max) implements Delay {
    public Uniform {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("delay: from " + Durations.text(min) + " to " + Durations.text(max)
                    + " (expected: 0 or more, the smaller first)");
        }
    }

    @Override
    public long nanos(double share) {
        return min.toNanos() + (long) (share * (max.toNanos() - min.toNanos()));
    }

    @Override
    public String text() {
        return "uniform from " + Durations.text(min) + " to " + Durations.text(max);
    }
}
