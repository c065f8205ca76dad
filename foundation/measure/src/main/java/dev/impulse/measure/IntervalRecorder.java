package dev.impulse.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// The series of one thread. That thread alone may call it, but for [#giveBack].
public final class IntervalRecorder<K> {
    private final Consumer<Interval<K>> taker;
    private final Queue<Recorded> emptied = new ConcurrentLinkedQueue<>();
    private List<Series<K>> touched = new ArrayList<>();

    /// @param taker is handed each interval on the recording thread, and should only queue it
    public IntervalRecorder(Consumer<Interval<K>> taker) {
        this.taker = taker;
    }

    /// A new series; the caller keeps it.
    public Series<K> series(K key) {
        return new Series<>(this, key);
    }

    /// Ends an interval: what was recorded since the last one leaves under its number.
    public void end(long number) {
        if (touched.isEmpty()) {
            return;
        }
        var parts = new ArrayList<Interval.Part<K>>(touched.size());
        for (var series : touched) {
            parts.add(series.take());
        }
        touched.clear();
        taker.accept(new Interval<>(this, number, parts));
    }

    Recorded touch(Series<K> series) {
        touched.add(series);
        var reused = emptied.poll();
        return reused == null ? new Recorded() : reused;
    }

    /// Takes back an interval's times, emptied here, so that recording does not allocate. Any thread, once for an
    /// interval.
    void giveBack(Interval<K> interval) {
        for (var part : interval.parts()) {
            part.times().empty();
            emptied.add(part.times());
        }
    }
}
