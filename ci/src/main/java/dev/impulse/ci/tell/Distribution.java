package dev.impulse.ci.tell;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// How durations are spread, in seconds, in two ways at once: in buckets with the usual bounds, and in exponential
/// ones, each 9 % wider than the one below. For one thread.
final class Distribution {
    /// Those that OpenTelemetry advises for `http.client.request.duration`, and some below: a service in the same room
    /// answers within the first of them.
    private static final double[] BOUNDS = {
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
        7.5, 10
    };

    /// Of the exponential buckets, as OpenTelemetry and Prometheus understand it: 2 to the 3rd of them for each
    /// doubling.
    static final int SCALE = 3;

    private static final double BUCKETS_IN_DOUBLING = 1 << SCALE;
    private static final double NANOS = 1e9;

    /// The index of 1 ns, and the number of buckets up to a day.
    private static final int LOWEST = index(1 / NANOS);

    private static final int WIDTH = index(86_400) - LOWEST + 1;

    private final long[] classic;
    private final long[] exponential;
    private long zeros;
    private long count;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double most;

    Distribution() {
        this(new long[BOUNDS.length + 1], new long[WIDTH]);
    }

    private Distribution(long[] classic, long[] exponential) {
        this.classic = classic;
        this.exponential = exponential;
    }

    /// @param nanos each is put where the middle of its bucket belongs, which is off by 0.05 % at most
    void add(Histogram nanos) {
        for (HistogramIterationValue value : nanos.recordedValues()) {
            add(
                    nanos.medianEquivalentValue(value.getValueIteratedTo()) / NANOS,
                    value.getCountAddedInThisIterationStep());
        }
        if (nanos.getTotalCount() > 0) {
            least = Math.min(least, nanos.getMinValue() / NANOS);
            most = Math.max(most, nanos.getMaxValue() / NANOS);
        }
    }

    private void add(double seconds, long times) {
        int found = Arrays.binarySearch(BOUNDS, seconds);
        classic[found < 0 ? -found - 1 : found] += times;
        if (seconds > 0) {
            exponential[Math.clamp(index(seconds) - LOWEST, 0, WIDTH - 1)] += times;
        } else {
            zeros += times;
        }
        count += times;
        sum += seconds * times;
    }

    /// Bucket i holds what is above base to the i, and not above base to the (i + 1).
    private static int index(double seconds) {
        return (int) Math.ceil(Math.log(seconds) / Math.log(2) * BUCKETS_IN_DOUBLING) - 1;
    }

    /// This, as it is now.
    Distribution copy() {
        Distribution copy = new Distribution(classic.clone(), exponential.clone());
        copy.zeros = zeros;
        copy.count = count;
        copy.sum = sum;
        copy.least = least;
        copy.most = most;
        return copy;
    }

    /// The upper bounds of the classic buckets; the last one has none.
    static double[] bounds() {
        double[] bounds = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /// How many are in each of the classic buckets, and in none below.
    long[] classic() {
        return classic.clone();
    }

    /// The index of the first exponential bucket that has something in it; 0 when none has.
    int offset() {
        int first = first();
        return first == WIDTH ? 0 : first + LOWEST;
    }

    /// The exponential buckets from there to the last one that has something in it.
    long[] exponential() {
        int end = WIDTH;
        while (end > 0 && exponential[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(exponential, Math.min(first(), end), end);
    }

    private int first() {
        int first = 0;
        while (first < WIDTH && exponential[first] == 0) {
            first++;
        }
        return first;
    }

    long zeros() {
        return zeros;
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /// The least; infinite when there is none.
    double least() {
        return least;
    }

    double most() {
        return most;
    }
}
