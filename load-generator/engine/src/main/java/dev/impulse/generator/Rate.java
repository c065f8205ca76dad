package dev.impulse.generator;

/// How often triggers start.
///
/// @param triggersPerSecond 0 or more, and finite
public record Rate(double triggersPerSecond) {
    public Rate {
        if (!(triggersPerSecond >= 0) || Double.isInfinite(triggersPerSecond)) {
            throw new IllegalArgumentException(
                    "rate: " + triggersPerSecond + " (expected: 0 or more triggers per second)");
        }
    }

    /// So many triggers each second.
    public static Rate perSecond(double triggers) {
        return new Rate(triggers);
    }

    /// So many triggers each minute.
    public static Rate perMinute(double triggers) {
        return new Rate(triggers / 60);
    }
}
