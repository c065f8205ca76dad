package dev.impulse.measure;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/// The histograms that durations are counted in: nanoseconds, to 3 digits.
public final class Durations {
    /// The longest duration that is told apart: a day, in nanoseconds.
    public static final long LONGEST = Duration.ofDays(1).toNanos();

    private Durations() {}

    /// An empty histogram, small until long durations come. For one thread.
    public static Histogram histogram() {
        var histogram = new Histogram(3);
        histogram.setAutoResize(true);
        return histogram;
    }
}
