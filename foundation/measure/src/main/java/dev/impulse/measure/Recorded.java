package dev.impulse.measure;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The durations of one series in one interval: as they are while they are few, counted in a histogram beyond. To add a
/// histogram to another, or to empty it, all of its thousands of counts are gone through, however few of them are above
/// 0; and most series of a second have fewer durations than that. One thread at a time.
public final class Recorded {
    private static final int FEW = 1024;

    private final long[] few = new long[FEW];
    private int count;
    private @Nullable Histogram many;

    /// Counts a duration, in nanoseconds: below 0 as 0, above [Durations#LONGEST] as that.
    void record(long nanos) {
        if (count == FEW) {
            spill();
        }
        few[count++] = Math.clamp(nanos, 0, Durations.LONGEST);
    }

    private void spill() {
        var histogram = many;
        if (histogram == null) {
            histogram = Durations.histogram();
            many = histogram;
        }
        addFewTo(histogram);
        count = 0;
    }

    /// How many there are.
    public long count() {
        return count + (many == null ? 0 : many.getTotalCount());
    }

    /// Adds them to a histogram.
    public void addTo(Histogram sum) {
        if (many != null && many.getTotalCount() > 0) {
            sum.add(many);
        }
        addFewTo(sum);
    }

    private void addFewTo(Histogram sum) {
        for (int index = 0; index < count; index++) {
            sum.recordValue(few[index]);
        }
    }

    /// A new histogram of them.
    public Histogram histogram() {
        var histogram = Durations.histogram();
        addTo(histogram);
        return histogram;
    }

    void empty() {
        count = 0;
        if (many != null && many.getTotalCount() > 0) {
            many.reset();
        }
    }
}
