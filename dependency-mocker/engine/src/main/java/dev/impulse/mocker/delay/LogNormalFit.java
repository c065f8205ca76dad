package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds the log-normal law that has the percentiles asked for.
///
/// With y = ln(x − min), and b that of max: the share of what is cut off at b that lies below a is
/// Φ((a−μ)/σ) / Φ((b−μ)/σ). For a given σ it falls as μ grows, from 1 to 0, so one μ has the percentile; and for those
/// pairs the share below a second, higher value falls as σ grows.
final class LogNormalFit {

    /// Of the logarithm, when a single percentile is given: p99 is then 1.5 times p95, as for many services.
    private static final double USUAL_SPREAD = 0.6;

    private static final double LEAST_SPREAD = 1e-4;
    private static final double GREATEST_SPREAD = 20;
    private static final int HALVINGS = 200;
    private static final double AS_GOOD_AS_EXACT = 1e-9;

    private final double minNanos;
    private final double ceiling;
    private final Percentile first;

    private LogNormalFit(Duration min, @Nullable Duration max, Percentile first) {
        this.minNanos = min.toNanos();
        this.ceiling = max == null ? Double.POSITIVE_INFINITY : StrictMath.log(max.toNanos() - minNanos);
        this.first = first;
    }

    static LogNormal of(List<Percentile> percentiles, Duration min, @Nullable Duration max) {
        List<Percentile> sorted = percentiles.stream()
                .sorted(Comparator.comparingDouble(Percentile::share))
                .toList();
        if (sorted.isEmpty() || sorted.size() > 2) {
            throw new ImpossibleDelay(sorted.size() + " percentiles", "one or two, such as p95");
        }
        if (max != null && max.compareTo(min) <= 0) {
            throw new ImpossibleDelay("max " + Durations.text(max), "above min, " + Durations.text(min));
        }
        for (Percentile percentile : sorted) {
            checkWithin(percentile, min, max);
        }
        var fit = new LogNormalFit(min, max, sorted.getFirst());
        double sigma = sorted.size() == 1 ? USUAL_SPREAD : fit.spread(sorted.getLast());
        double mu = fit.centre(sigma);
        var law = new LogNormal(min, max, mu, sigma);
        for (Percentile percentile : sorted) {
            double share = law.below(percentile.time().toNanos());
            // It is also false for what is no number: near max all figures end.
            if (!(StrictMath.abs(share - percentile.share()) < AS_GOOD_AS_EXACT)) {
                throw new ImpossibleDelay(
                        percentile.text() + (max == null ? "" : " with max " + Durations.text(max)),
                        "percentiles further from each other and from max");
            }
        }
        return law;
    }

    private static void checkWithin(Percentile percentile, Duration min, @Nullable Duration max) {
        if (percentile.time().compareTo(min) <= 0) {
            throw new ImpossibleDelay(percentile.text(), "above min, " + Durations.text(min));
        }
        if (max != null && percentile.time().compareTo(max) >= 0) {
            throw new ImpossibleDelay(percentile.text(), "below max, " + Durations.text(max));
        }
    }

    /// The μ with which the first percentile is as asked.
    private double centre(double sigma) {
        double at = log(first);
        if (ceiling == Double.POSITIVE_INFINITY) {
            return at - sigma * Normal.at(first.share());
        }
        // In standard deviations from the percentile, which it is in almost all of the time.
        double deviations = falling(
                shift -> below(at, at + shift * sigma, sigma) - first.share(), -2 * Normal.FARTHEST, Normal.FARTHEST);
        return at + deviations * sigma;
    }

    /// The σ with which the second percentile is as asked, too.
    private double spread(Percentile second) {
        if (second.time().compareTo(first.time()) <= 0) {
            throw new ImpossibleDelay(second.text() + " with " + first.text(), "a longer one for the greater share");
        }
        if (second.share() <= first.share()) {
            throw new ImpossibleDelay("the same percentile twice", "two different ones");
        }
        if (ceiling == Double.POSITIVE_INFINITY) {
            return (log(second) - log(first)) / (Normal.at(second.share()) - Normal.at(first.share()));
        }
        double farthest = farthest(second.share());
        if (log(second) >= farthest) {
            throw new ImpossibleDelay(
                    second.text() + " with " + first.text(),
                    "below " + Rounded.text((long) (minNanos + StrictMath.exp(farthest)))
                            + ", which is as far as a log-normal law spreads below this max");
        }
        double at = log(second);
        double exponent = falling(
                power -> {
                    double sigma = StrictMath.exp(power);
                    return below(at, centre(sigma), sigma) - second.share();
                },
                StrictMath.log(LEAST_SPREAD),
                StrictMath.log(GREATEST_SPREAD));
        return StrictMath.exp(exponent);
    }

    /// Where the second percentile lies, in logarithms, when σ grows without end: what is cut off at b then falls
    /// towards small values as a power does, and the share below y is e^(λ(y−b)).
    private double farthest(double share) {
        return ceiling - (ceiling - log(first)) * StrictMath.log(share) / StrictMath.log(first.share());
    }

    /// The share below a logarithm.
    private double below(double at, double mu, double sigma) {
        double all = Normal.below((ceiling - mu) / sigma);
        return all == 0 ? 0 : Normal.below((at - mu) / sigma) / all;
    }

    private double log(Percentile percentile) {
        return StrictMath.log(percentile.time().toNanos() - minNanos);
    }

    /// Where a falling function is 0.
    private static double falling(DoubleUnaryOperator function, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (function.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
