package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.time.Duration;

/// Always the same.
public record Fixed(Duration time) implements Delay {
    public Fixed {
        if (time.isNegative()) {
            throw new IllegalArgumentException("delay: " + Durations.text(time) + " (expected: 0 or more)");
        }
    }

    @Override
    public long nanos(double share) {
        return time.toNanos();
    }

    @Override
    public String text() {
        return Durations.text(time);
    }
}
