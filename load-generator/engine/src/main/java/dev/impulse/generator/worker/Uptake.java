package dev.impulse.generator.worker;

import dev.impulse.generator.Observer;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.measure.Gatherer.IntervalListener;
import dev.impulse.measure.Interval;
import org.jspecify.annotations.Nullable;

/// All that takes up a run's intervals as they come, beside the totals. Gatherer's thread only.
///
/// @param written null when nothing is written
record Uptake(
        LiveTimes liveTimes, Timeline timeline, @Nullable WrittenRun written, Observer observer)
        implements IntervalListener<SeriesKey> {
    @Override
    public void interval(Interval<SeriesKey> interval) {
        liveTimes.add(interval);
        timeline.add(interval);
        if (written != null) {
            written.log().add(interval);
        }
        observer.measured(interval);
    }
}
