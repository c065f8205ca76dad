package dev.impulse.mocker.journal;

import dev.impulse.measure.watch.Watch;
import dev.impulse.measure.watch.WatchedSecond;
import dev.impulse.mocker.MockEvidence.OfSecond;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Loops;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the mocks' process sees of itself, second by second. Any thread.
public final class SelfWatch implements AutoCloseable {
    /// An hour is kept: what came before has been asked for, or nobody asks.
    private static final int MOST_KEPT = 3600;

    private final List<Loop> loops;
    private final ArrayDeque<OfSecond> seconds = new ArrayDeque<>();
    private final long[] busyBefore;
    private Watch watch;

    /// Watches from now on.
    public SelfWatch(List<Loop> loops) {
        this.loops = loops;
        this.busyBefore = new long[loops.size()];
        this.watch = begin(System.nanoTime());
    }

    private Watch begin(long beginNanos) {
        var begun = Watch.start(Loops.THREADS, this::seen);
        begun.begin(beginNanos);
        return begun;
    }

    /// Forgets what it saw, and numbers seconds from a moment on.
    public void restart(long beginNanos) {
        watch.close();
        synchronized (this) {
            seconds.clear();
        }
        watch = begin(beginNanos);
    }

    private synchronized void seen(WatchedSecond second) {
        double busiest = 0;
        for (int number = 0; number < busyBefore.length; number++) {
            long busy = loops.get(number).busyNanos();
            busiest = Math.max(busiest, (double) (busy - busyBefore[number]) / second.lengthNanos());
            busyBefore[number] = busy;
        }
        if (seconds.size() == MOST_KEPT) {
            seconds.removeFirst();
        }
        seconds.add(new OfSecond(
                second.number(),
                second.coresOfOurs(),
                Math.min(1, busiest),
                waited(second),
                second.jvmStops() == null ? null : second.jvmStops().totalNanos(),
                second.machine() == null ? null : second.machine().stolenNanos()));
    }

    private static @Nullable Long waited(WatchedSecond second) {
        var threads = second.threads();
        return threads == null
                ? null
                : threads.loops().stream()
                        .mapToLong(WatchedSecond.ThreadTime::waitedNanos)
                        .sum();
    }

    /// What it saw so far.
    public synchronized List<OfSecond> seconds() {
        return List.copyOf(seconds);
    }

    @Override
    public void close() {
        watch.close();
    }
}
