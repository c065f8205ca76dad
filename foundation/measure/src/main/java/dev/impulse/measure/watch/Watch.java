package dev.impulse.measure.watch;

import dev.impulse.measure.Ending;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches this process and its machine from [#begin] to [#close], on two threads of its own. Start it before what it
/// watches is warmed up, so that its own starting disturbs nothing.
///
/// Nothing that it cannot read, and nothing that goes wrong in it, is an error: it is absent from what it saw.
public final class Watch implements Closeable {
    /// For so long a second's end waits for the probe, which may be woken just then.
    private static final long PATIENCE_NANOS = 20_000_000;

    private static final long POLL_NANOS = 1_000_000;

    /// What is shorter than this, at the end, is no second of its own: the kernel counts in hundredths of seconds.
    private static final long SHORTEST_NANOS = 100_000_000;

    private final String loops;
    private final SystemFiles files;
    private final Consumer<WatchedSecond> seen;
    private final Thread thread;
    private volatile @Nullable Long beginNanos;
    private volatile boolean closed;
    private Watched watched = Watched.NOTHING;

    private Watch(String loops, SystemFiles files, Consumer<WatchedSecond> seen) {
        this.loops = loops;
        this.files = files;
        this.seen = seen;
        this.thread = Thread.ofPlatform().daemon().name("impulse-watch").start(this::watch);
    }

    /// Starts it. It keeps nothing before [#begin].
    ///
    /// @param loops how the names of the threads begin that must be on time, such as `impulse-loop-`. Of a name the
    ///     kernel knows the first 15 characters.
    public static Watch start(String loops) {
        return start(loops, second -> {});
    }

    /// Starts one that shows each second when it is over, as far as it is known then: without pauses and heap.
    ///
    /// @param seen is called on the watch's own thread, and must not keep it
    public static Watch start(String loops, Consumer<WatchedSecond> seen) {
        return new Watch(loops, new SystemFiles(Path.of("/")), seen);
    }

    /// @param root where the kernel's files are
    static Watch start(String loops, Path root) {
        return new Watch(loops, new SystemFiles(root), second -> {});
    }

    /// Says when the load test begins, from when seconds are numbered. Once; from any thread.
    ///
    /// @param nanos on the clock of [System#nanoTime]; may be soon
    public void begin(long nanos) {
        if (beginNanos != null) {
            throw new IllegalStateException("it has begun");
        }
        beginNanos = nanos;
        LockSupport.unpark(thread);
    }

    private void watch() {
        var stops = StopCounters.ofThisJvm();
        var collections = new GarbageCollections(() -> beginNanos);
        var readings = new Readings(files, loops, stops);
        var probe = new FloorProbe(files, stops, () -> beginNanos);
        collections.listen();
        try {
            readings.read(); // the first time is the slow one
            Long begin = awaitBegin();
            if (begin != null) {
                sleepUntil(begin);
                var seconds = seconds(begin, readings, probe);
                probe.close();
                watched = watched(begin, seconds, collections, probe);
            }
        } finally {
            probe.close();
            collections.stopListening();
        }
    }

    private List<WatchedSecond> seconds(long begin, Readings readings, FloorProbe probe) {
        var seconds = new ArrayList<WatchedSecond>();
        var before = readings.read();
        probe.take();
        long number = number(begin, before);
        while (!closed) {
            sleepUntil(begin + (number + 1) * WatchedSecond.LENGTH);
            var after = readings.read();
            awaitProbe(probe, after.nanos());
            if (!closed || after.nanos() - before.nanos() >= SHORTEST_NANOS) {
                var second = readings.second(number, begin, before, after, probe.take());
                seconds.add(second);
                seen.accept(second);
            }
            before = after;
            number = number(begin, after);
        }
        return seconds;
    }

    private static long number(long begin, Readings.Reading reading) {
        return Math.floorDiv(reading.nanos() - begin, WatchedSecond.LENGTH);
    }

    /// Waits until it is said when the load test begins.
    ///
    /// @return null if the watch is closed before
    private @Nullable Long awaitBegin() {
        while (!closed) {
            Long begin = beginNanos;
            if (begin != null) {
                return begin;
            }
            LockSupport.park(this);
        }
        return null;
    }

    private void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0 && !closed; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /// When all of us were stopped, the probe notes it as it wakes, which may be a little after this thread does.
    private void awaitProbe(FloorProbe probe, long nanos) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (probe.wokenNanos() - nanos < 0 && System.nanoTime() < until && !closed) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private static Watched watched(
            long begin, List<WatchedSecond> seconds, GarbageCollections collections, FloorProbe probe) {
        var all = new ArrayList<WatchedSecond>();
        WatchedSecond.@Nullable Heap heap = null;
        for (int i = 0; i < seconds.size(); i++) {
            var second = seconds.get(i);
            long next = i + 1 < seconds.size() ? seconds.get(i + 1).number() : second.number() + 1;
            var left = collections.heap(second.number(), next);
            heap = left == null ? heap : left;
            all.add(second.with(collections.pauses(second.number(), next), heap));
        }
        return new Watched(all, Causes.stalls(probe.longest(), collections.longest(), all, begin));
    }

    /// Ends it.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }

    /// What it saw. After [#close].
    public Watched watched() {
        if (thread.isAlive()) {
            throw new IllegalStateException("it still watches");
        }
        return watched;
    }
}
