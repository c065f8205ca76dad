package dev.impulse.generator.worker;

import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.measure.Durations;
import dev.impulse.measure.Interval;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The times of the newest whole second, for showing progress. Written by the gatherer's thread, read by the one that
/// shows.
final class LiveTimes {
    /// @param responseP50Nanos of the triggers that ended in that second
    record Figures(long responseP50Nanos, long responseP99Nanos, long latenessP99Nanos) {}

    private final Histogram response = Durations.histogram();
    private final Histogram lateness = Durations.histogram();
    private long number = -1;
    private @Nullable Figures known; // until more comes: it is asked for many times a second

    synchronized void add(Interval<SeriesKey> interval) {
        known = null;
        if (interval.number() > number) {
            number = interval.number();
            response.reset();
            lateness.reset();
        }
        if (interval.number() == number) {
            for (var part : interval.parts()) {
                if (part.key().request() == null && part.key().kind() == Kind.RESPONSE) {
                    part.times().addTo(response);
                } else if (part.key().kind() == Kind.LATENESS) {
                    part.times().addTo(lateness);
                }
            }
        }
    }

    synchronized Figures figures() {
        var figures = known;
        if (figures == null) {
            figures = new Figures(
                    response.getValueAtPercentile(50),
                    response.getValueAtPercentile(99),
                    lateness.getValueAtPercentile(99));
            known = figures;
        }
        return figures;
    }
}
