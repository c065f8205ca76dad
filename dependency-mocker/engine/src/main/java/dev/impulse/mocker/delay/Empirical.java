package dev.impulse.mocker.delay;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// As it was measured: durations of a histogram, each as often as it came. Between the bounds of a histogram's bucket
/// all are equally likely. Immutable; any thread.
public final class Empirical implements Delay {

    private final String source;
    private final long[] from;
    private final long[] to;
    private final long[] upTo;
    private final long count;

    /// @param source where it was measured, for people
    /// @param durations in nanoseconds; at least one
    Empirical(String source, Histogram durations) {
        this.source = source;
        int buckets = (int) StreamSupport.stream(durations.recordedValues().spliterator(), false)
                .count();
        from = new long[buckets];
        to = new long[buckets];
        upTo = new long[buckets];
        int index = 0;
        long sum = 0;
        for (HistogramIterationValue value : durations.recordedValues()) {
            sum += value.getCountAtValueIteratedTo();
            from[index] = durations.lowestEquivalentValue(value.getValueIteratedTo());
            to[index] =
                    Math.min(durations.nextNonEquivalentValue(value.getValueIteratedTo()), durations.getMaxValue() + 1);
            upTo[index] = sum;
            index++;
        }
        count = sum;
    }

    @Override
    public long nanos(double share) {
        double rank = share * count;
        long whole = (long) rank;
        int found = Arrays.binarySearch(upTo, whole);
        // A bucket holds the ranks from where the one before ends to just before where it ends itself.
        int bucket = Math.min(found >= 0 ? found + 1 : -found - 1, upTo.length - 1);
        long before = bucket == 0 ? 0 : upTo[bucket - 1];
        double within = (rank - before) / (upTo[bucket] - before);
        return from[bucket] + (long) (within * (to[bucket] - from[bucket]));
    }

    @Override
    public String text() {
        String percentiles = DoubleStream.of(0.5, 0.95, 0.99, 0.999)
                .mapToObj(share -> Percentile.word(share) + " " + Rounded.text(nanos(share)))
                .collect(Collectors.joining(", "));
        return "as %,d durations of %s: %s, max %s"
                .formatted(count, source, percentiles, Rounded.text(to[to.length - 1] - 1));
    }
}
