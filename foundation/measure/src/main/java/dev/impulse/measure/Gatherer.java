package dev.impulse.measure;

import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Merges the intervals of all recorders, on a thread of its own. [#accept] may be called from any thread; the totals
/// are read after [#close].
public final class Gatherer<K> implements Closeable {
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Map<K, Histogram> totals = new HashMap<>();
    private final IntervalListener<K> listener;
    private final Thread thread;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;

    /// Sees each interval before its times are taken back, on the gatherer's thread.
    @FunctionalInterface
    public interface IntervalListener<K> {
        void interval(Interval<K> interval);
    }

    public Gatherer(IntervalListener<K> listener) {
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("impulse-gatherer").start(this::gather);
    }

    /// Queues an interval.
    public void accept(Interval<K> interval) {
        inbox.add(() -> merge(interval));
    }

    /// Queues something to be done on the gatherer's thread, after all that was queued before. Any thread.
    public void execute(Runnable action) {
        inbox.add(action);
    }

    /// Waits until all that was queued is merged, and ends the thread. Called again it does nothing.
    ///
    /// @throws IllegalStateException if an interval could not be taken up, such as when the log could not be written;
    ///     its cause is what went wrong first
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        inbox.add(() -> ended = true);
        Ending.await(thread);
        var first = failure;
        if (first != null) {
            throw new IllegalStateException("the measurements could not be taken up: " + first.getMessage(), first);
        }
    }

    /// Everything recorded under each key. After [#close].
    public Map<K, Histogram> totals() {
        return totals;
    }

    private void gather() {
        while (!ended) {
            try {
                inbox.take().run();
            } catch (InterruptedException e) {
                failed(new IllegalStateException("interrupted", e)); // by the listener: nobody else knows the thread
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    private void merge(Interval<K> interval) {
        try {
            for (var part : interval.parts()) {
                part.times().addTo(totals.computeIfAbsent(part.key(), key -> Durations.histogram()));
            }
            listener.interval(interval);
        } finally {
            interval.recorder().giveBack(interval);
        }
    }

    /// Told at [#close], the first of them: others mostly come of it. The totals go on.
    private void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }
}
