package dev.impulse.measure.watch;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/// The JVM's pauses for garbage collection, and what they left in the heap. The JVM tells of each on a thread of its
/// own, some milliseconds after it.
final class GarbageCollections implements NotificationListener {
    /// What ZGC and Shenandoah do beside the threads; their pauses have names of their own.
    private static final String NOT_A_PAUSE = " Cycles";

    /// Told in whole milliseconds, a pause is longer than it seems.
    private static final long KEPT_NANOS = Stall.SHORTEST_NANOS / 2;

    private static final long CUT_OFF_NANOS = 1_000_000;

    private final List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    private final Set<String> heapPools = new HashSet<>();
    private final long jvmBeganNanos;

    private final Supplier<@Nullable Long> begin;

    // Guarded by this.
    private final Map<Long, Tally> bySecond = new HashMap<>();
    private final Longest<Stall> longest = new Longest<>(Stall::lengthNanos);

    private static final class Tally {
        private int count;
        private long totalNanos;
        private long longestNanos;
        private long usedBytes = -1;
    }

    /// @param begin when the load test begins, once that is known: what is before it is not counted
    GarbageCollections(Supplier<@Nullable Long> begin) {
        this.begin = begin;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                heapPools.add(pool.getName());
            }
        }
        // Collections are told in milliseconds since the JVM began, which is told in milliseconds: a fraction of one is
        // cut off twice, half a millisecond each on average.
        long sinceMicros = ChronoUnit.MICROS.between(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), Instant.now());
        jvmBeganNanos = System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(sinceMicros) + CUT_OFF_NANOS;
    }

    void listen() {
        for (var bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(this, null, null);
            }
        }
    }

    void stopListening() {
        for (var bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    // Then it does not listen.
                }
            }
        }
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var told = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            var collection = told.getGcInfo();
            long usedBytes = 0;
            for (var pool : collection.getMemoryUsageAfterGc().entrySet()) {
                if (heapPools.contains(pool.getKey())) {
                    usedBytes += pool.getValue().getUsed();
                }
            }
            add(
                    told.getGcName(),
                    jvmBeganNanos + TimeUnit.MILLISECONDS.toNanos(collection.getStartTime()),
                    TimeUnit.MILLISECONDS.toNanos(collection.getDuration()),
                    usedBytes,
                    System.nanoTime());
        }
    }

    /// @param usedBytes of the heap, afterwards; 0 if the collector does not say
    /// @param nowNanos it was over by then, whatever the clocks say
    synchronized void add(String collector, long fromNanos, long lengthNanos, long usedBytes, long nowNanos) {
        Long beginNanos = begin.get();
        if (beginNanos == null) {
            return;
        }
        long from = Math.min(fromNanos, nowNanos - lengthNanos) - beginNanos;
        long to = from + lengthNanos;
        if (to < 0) {
            return;
        }
        if (usedBytes > 0) {
            tally(to).usedBytes = usedBytes;
        }
        if (collector.endsWith(NOT_A_PAUSE)) {
            return;
        }
        tally(from).count++;
        // One that runs over the end of a second counts in each for its part.
        for (long at = from; at < to; at = (second(at) + 1) * WatchedSecond.LENGTH) {
            var tally = tally(at);
            tally.totalNanos += Math.min(to, (second(at) + 1) * WatchedSecond.LENGTH) - at;
            tally.longestNanos = Math.max(tally.longestNanos, lengthNanos);
        }
        if (lengthNanos >= KEPT_NANOS) {
            longest.add(new Stall(new Stretch(from, to), new Stall.Collection(collector)));
        }
    }

    private Tally tally(long sinceBegin) {
        return bySecond.computeIfAbsent(second(sinceBegin), number -> new Tally());
    }

    private static long second(long sinceBegin) {
        return Math.floorDiv(sinceBegin, WatchedSecond.LENGTH);
    }

    /// The pauses in some seconds.
    ///
    /// @param number of the first
    /// @param toNumber not included
    synchronized WatchedSecond.Pauses pauses(long number, long toNumber) {
        int count = 0;
        long totalNanos = 0;
        long longestNanos = 0;
        for (long second = number; second < toNumber; second++) {
            var tally = bySecond.get(second);
            if (tally != null) {
                count += tally.count;
                totalNanos += tally.totalNanos;
                longestNanos = Math.max(longestNanos, tally.longestNanos);
            }
        }
        return new WatchedSecond.Pauses(count, totalNanos, longestNanos);
    }

    /// What the last collection in some seconds left in the heap; null if there was none, or it did not say.
    synchronized WatchedSecond.@Nullable Heap heap(long number, long toNumber) {
        for (long second = toNumber - 1; second >= number; second--) {
            var tally = bySecond.get(second);
            if (tally != null && tally.usedBytes >= 0) {
                return new WatchedSecond.Heap(
                        tally.usedBytes, Runtime.getRuntime().maxMemory());
            }
        }
        return null;
    }

    /// The longest pauses, longest first.
    synchronized List<Stall> longest() {
        return longest.all();
    }
}
