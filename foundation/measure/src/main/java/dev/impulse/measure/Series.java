package dev.impulse.measure;

import org.jspecify.annotations.Nullable;

/// Durations of one kind, recorded by one thread: that of its [IntervalRecorder].
///
/// @param <K> says what is measured
public final class Series<K> {
    private final IntervalRecorder<K> recorder;
    private final K key;
    private @Nullable Recorded touched;

    Series(IntervalRecorder<K> recorder, K key) {
        this.recorder = recorder;
        this.key = key;
    }

    /// Counts a duration. Below 0 it counts as 0, above [Durations#LONGEST] as that.
    public void record(long nanos) {
        var times = touched;
        if (times == null) {
            times = recorder.touch(this);
            touched = times;
        }
        times.record(nanos);
    }

    K key() {
        return key;
    }

    /// Takes out what was recorded since the last time.
    Interval.Part<K> take() {
        var taken = touched;
        if (taken == null) {
            throw new IllegalStateException("nothing was recorded for " + key);
        }
        touched = null;
        return new Interval.Part<>(key, taken);
    }
}
