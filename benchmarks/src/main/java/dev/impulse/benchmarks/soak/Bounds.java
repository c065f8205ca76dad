package dev.impulse.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By how much a process may grow between the first look after warm-up and the last. For the lookout's thread, and the
/// main one after that has ended.
final class Bounds {
    /// What is alive after a collection.
    static final long HEAP_GROWTH = 32L << 20;

    /// With the heap touched from the start (`-XX:+AlwaysPreTouch`, `-Xms` as `-Xmx`) all else is the JVM's own memory.
    static final long RSS_GROWTH = 64L << 20;

    static final int DESCRIPTOR_GROWTH = 1_000;
    private static final int THREAD_GROWTH = 100;

    /// By then each client has been used, and a flight been recorded.
    private static final long FIRST_MINUTE = 5;

    private static final long MINUTES_BETWEEN = 5;

    private @Nullable Vitals first;
    private @Nullable Vitals last;

    /// Whether growth is looked at in this minute, after a collection.
    boolean isTime(long minute) {
        return minute >= FIRST_MINUTE && minute % MINUTES_BETWEEN == 0;
    }

    void see(long minute, Vitals vitals) {
        if (isTime(minute)) {
            if (first == null) {
                first = vitals;
            }
            last = vitals;
        }
    }

    @Nullable
    Vitals first() {
        return first;
    }

    @Nullable
    Vitals last() {
        return last;
    }

    /// Which bounds were exceeded; none in a run too short to tell.
    List<String> exceeded() {
        var from = first;
        var to = last;
        if (from == null || to == null) {
            return List.of();
        }
        var exceeded = new ArrayList<String>();
        check("heap after collection, bytes", from.heap(), to.heap(), HEAP_GROWTH, exceeded);
        check("RSS, bytes", from.rss(), to.rss(), RSS_GROWTH, exceeded);
        check("descriptors", from.descriptors(), to.descriptors(), DESCRIPTOR_GROWTH, exceeded);
        check("threads", from.threads(), to.threads(), THREAD_GROWTH, exceeded);
        return exceeded;
    }

    private static void check(String what, long from, long to, long growth, List<String> exceeded) {
        if (to - from > growth) {
            exceeded.add(what + ": from " + from + " to " + to + " (expected: " + growth + " more at most)");
        }
    }
}
