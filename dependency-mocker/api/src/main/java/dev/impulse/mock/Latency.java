package dev.impulse.mock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// How late answers are: from the request's last byte to the answer's first. Immutable.
public sealed interface Latency {

    /// None.
    static Latency none() {
        return new Always(Duration.ZERO);
    }

    /// Always the same.
    static Latency always(Duration time) {
        return new Always(time);
    }

    /// Any duration between two is as likely as any other.
    static Latency between(Duration min, Duration max) {
        return new Between(min, max);
    }

    /// Log-normal, with this p95.
    static Latency latencyFromP95(Duration p95) {
        return new Spread(percentiles(0.95, p95), Duration.ZERO, null);
    }

    /// Log-normal above `min` and cut off at `max`, with this p95 after the cut.
    static Latency latencyFromP95(Duration p95, Duration min, Duration max) {
        return new Spread(percentiles(0.95, p95), min, max);
    }

    /// Log-normal, with this median and this p95, from which its spread follows.
    static Latency latencyFromP50AndP95(Duration p50, Duration p95) {
        SequencedMap<Double, Duration> both = percentiles(0.5, p50);
        both.put(0.95, p95);
        return new Spread(both, Duration.ZERO, null);
    }

    /// Log-normal above `min` and cut off at `max`, with this median and this p95 after the cut.
    static Latency latencyFromP50AndP95(Duration p50, Duration p95, Duration min, Duration max) {
        SequencedMap<Double, Duration> both = percentiles(0.5, p50);
        both.put(0.95, p95);
        return new Spread(both, min, max);
    }

    /// As durations came, in a histogram log of a result.
    static Latency recorded(Path log) {
        return new Recorded(log, null);
    }

    /// As durations came, in the lines with this tag of a histogram log, such as `service`.
    static Latency recorded(Path log, String tag) {
        return new Recorded(log, tag);
    }

    private static SequencedMap<Double, Duration> percentiles(double share, Duration time) {
        SequencedMap<Double, Duration> percentiles = new LinkedHashMap<>();
        percentiles.put(share, time);
        return percentiles;
    }

    /// Always the same.
    record Always(Duration time) implements Latency {}

    /// Any duration between two.
    record Between(Duration min, Duration max) implements Latency {}

    /// Log-normal, with one or two percentiles.
    ///
    /// @param percentiles durations by the share that lies below them, above 0, below 1
    /// @param max null when nothing is cut off
    record Spread(
            Map<Double, Duration> percentiles,
            Duration min,
            @Nullable Duration max) implements Latency {
        public Spread {
            percentiles = Map.copyOf(percentiles);
        }
    }

    /// As durations came.
    ///
    /// @param tag null for lines without one
    record Recorded(Path log, @Nullable String tag) implements Latency {}
}
