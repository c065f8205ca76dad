package dev.impulse.generator.truth;

import java.time.Duration;
import java.util.SplittableRandom;

/// How long a server takes for each request: a function of the request alone, so that it is known beforehand.
@FunctionalInterface
interface ServiceTime {
    long nanos(long id);

    /// Always the same.
    static ServiceTime fixed(Duration time) {
        long nanos = time.toNanos();
        return id -> nanos;
    }

    /// Of no memory: often short, now and then long.
    static ServiceTime exponential(Duration mean, long seed) {
        return id -> Math.round(-Math.log(1 - random(seed, id).nextDouble()) * mean.toNanos());
    }

    /// With a long tail, as services have it.
    ///
    /// @param sigma of the logarithm: 1 makes p99 ten times the median
    static ServiceTime logNormal(Duration median, double sigma, long seed) {
        return id -> Math.round(Math.exp(random(seed, id).nextGaussian() * sigma) * median.toNanos());
    }

    /// The same for the same request, whenever and wherever it is asked for.
    static SplittableRandom random(long seed, long id) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ id * 0x9E3779B97F4A7C15L);
    }
}
