package dev.impulse.measure.watch;

import dev.impulse.measure.watch.FloorProbe.Late;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tells why a thread that only sleeps was woken so late. Functions of their arguments alone.
final class Causes {
    /// How exactly the JVM says when a collection was.
    private static final long CLOCK_NANOS = 3_000_000;

    private Causes() {}

    /// The stalls of a load test, longest first: garbage collections, and what kept the probe from running besides.
    ///
    /// @param lates on the clock of [System#nanoTime]
    /// @param collections since `beginNanos`, as are the seconds; also shorter ones
    static List<Stall> stalls(List<Late> lates, List<Stall> collections, List<WatchedSecond> seconds, long beginNanos) {
        var stalls = new ArrayList<Stall>();
        for (var collection : collections) {
            if (isLong(collection)) {
                stalls.add(collection);
            }
        }
        for (var late : lates) {
            var when = late.when(beginNanos);
            var during = collections.stream()
                    .filter(collection -> sharedNanos(collection, when) > 0)
                    .toList();
            boolean collecting = isMost(
                    during.stream()
                            .mapToLong(collection -> sharedNanos(collection, when))
                            .sum(),
                    when);
            if (!collecting) {
                stalls.add(new Stall(when, cause(late, when, seconds)));
            } else if (during.stream().noneMatch(Causes::isLong)) {
                stalls.add(new Stall(when, during.getFirst().cause()));
            }
        }
        stalls.sort(Comparator.comparingLong(Stall::lengthNanos).reversed());
        return stalls;
    }

    private static boolean isLong(Stall collection) {
        return collection.lengthNanos() >= Stall.SHORTEST_NANOS;
    }

    private static long sharedNanos(Stall collection, Stretch when) {
        var around = new Stretch(
                collection.when().fromNanos() - CLOCK_NANOS, collection.when().toNanos() + CLOCK_NANOS);
        return when.sharedNanos(around);
    }

    private static Stall.Cause cause(Late late, Stretch when, List<WatchedSecond> seconds) {
        if (late.jvmStoppedNanos() != null && isMost(late.jvmStoppedNanos(), when)) {
            return new Stall.JvmStopped();
        }
        boolean throttled = isMost(throttledNanos(when, seconds), when);
        if (late.waitedNanos() != null && isMost(late.waitedNanos(), when)) {
            return throttled ? new Stall.Throttled() : new Stall.NotScheduled();
        }
        if (late.sleeperMoved() != null && late.sleeperMoved()) {
            return new Stall.ProcessStopped();
        }
        if (throttled) {
            return new Stall.Throttled();
        }
        return isMost(stolenNanos(when, seconds), when) ? new Stall.Stolen() : new Stall.Unknown();
    }

    private static boolean isMost(long nanos, Stretch when) {
        return 2 * nanos >= when.lengthNanos();
    }

    private static long throttledNanos(Stretch when, List<WatchedSecond> seconds) {
        return seconds.stream()
                .filter(second -> second.when().sharedNanos(when) > 0)
                .mapToLong(second ->
                        second.throttling() == null ? 0 : second.throttling().throttledNanos())
                .sum();
    }

    /// A host does not always tell what it takes.
    private static long notRun(WatchedSecond.Machine machine) {
        return machine.stolenNanos() + machine.uncountedNanos();
    }

    private static long stolenNanos(Stretch when, List<WatchedSecond> seconds) {
        return seconds.stream()
                .filter(second -> second.when().sharedNanos(when) > 0)
                .mapToLong(second -> second.machine() == null ? 0 : notRun(second.machine()))
                .sum();
    }
}
