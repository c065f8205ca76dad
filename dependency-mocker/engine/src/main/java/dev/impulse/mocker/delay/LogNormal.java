package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// As answers of services mostly come: a shortest time, and above it a logarithm that is normally distributed, cut off
/// at a longest time. Immutable; any thread.
public final class LogNormal implements Delay {

    private final Duration min;
    private final @Nullable Duration max;
    private final double mu;
    private final double sigma;
    private final double within;
    private final double minNanos;
    private final long maxNanos;

    /// @param mu of the logarithm of nanoseconds above the shortest time
    LogNormal(Duration min, @Nullable Duration max, double mu, double sigma) {
        this.min = min;
        this.max = max;
        this.mu = mu;
        this.sigma = sigma;
        this.minNanos = min.toNanos();
        this.maxNanos = max == null ? Long.MAX_VALUE : max.toNanos();
        this.within = max == null ? 1 : Normal.below((StrictMath.log(maxNanos - minNanos) - mu) / sigma);
    }

    /// The law that has these percentiles exactly, after it is cut off. With one percentile its spread, the σ of the
    /// logarithm, is 0.6; with two it follows from them.
    ///
    /// @param percentiles one or two
    /// @param max null when nothing is cut off
    /// @throws ImpossibleDelay when there is no such law
    public static LogNormal of(List<Percentile> percentiles, Duration min, @Nullable Duration max) {
        return LogNormalFit.of(percentiles, min, max);
    }

    @Override
    public long nanos(double share) {
        if (share <= 0) {
            return (long) minNanos;
        }
        double above = StrictMath.exp(mu + sigma * Normal.at(share * within));
        return Math.min(maxNanos, Math.round(minNanos + above));
    }

    /// The share of durations that are not longer than this.
    double below(long nanos) {
        if (nanos <= minNanos) {
            return 0;
        }
        return nanos >= maxNanos ? 1 : Normal.below((StrictMath.log(nanos - minNanos) - mu) / sigma) / within;
    }

    double sigma() {
        return sigma;
    }

    @Override
    public String text() {
        String from = min.isZero() ? "" : ", at least " + Durations.text(min);
        String to = max == null ? "" : ", at most " + Durations.text(max);
        String percentiles = DoubleStream.of(0.5, 0.95, 0.99, 0.999)
                .mapToObj(share -> Percentile.word(share) + " " + Rounded.text(nanos(share)))
                .collect(Collectors.joining(", "));
        return "log-normal, σ %s%s%s: %s".formatted(Rounded.number(sigma), from, to, percentiles);
    }
}
