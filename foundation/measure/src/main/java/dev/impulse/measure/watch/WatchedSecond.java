package dev.impulse.measure.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen of the generator and its machine in one second. What could not be seen is null.
///
/// @param number from 0, since the load test's begin
/// @param when a second, but for the last one; longer where the watch itself could not run, and then the next number is
///     higher by more than one
/// @param cores how many cores the process may use: those it is bound to, or its quota if that is less
/// @param floor how late a thread that only sleeps was woken
/// @param ownNanos CPU time that the process used, in user and system mode
/// @param pressure the share of the time in which some thread of the machine waited for a core
public record WatchedSecond(
        long number,
        Stretch when,
        double cores,
        @Nullable Floor floor,
        @Nullable Long ownNanos,
        @Nullable Machine machine,
        @Nullable Double pressure,
        @Nullable Throttling throttling,
        @Nullable Threads threads,
        Pauses pauses,
        @Nullable JvmStops jvmStops,
        @Nullable Heap heap,
        @Nullable Descriptors descriptors,
        @Nullable Ports ports) {

    static final long LENGTH = 1_000_000_000L;

    /// CPU time of the cores that the process may use, by whoever used it.
    ///
    /// @param cores how many they are, whatever the quota
    /// @param busyNanos used, by anybody
    /// @param idleNanos not used
    /// @param stolenNanos wanted, and given to another machine by the host
    /// @param uncountedNanos what is missing of the cores' time: when a host stops a machine without telling it, nobody
    ///     counts. The kernel counts by ticks, so that some hundredths are always missing or too many.
    public record Machine(int cores, long busyNanos, long idleNanos, long stolenNanos, long uncountedNanos) {

        public double idleShare() {
            return share(idleNanos);
        }

        public double stolenShare() {
            return share(stolenNanos);
        }

        private double share(long nanos) {
            long all = busyNanos + idleNanos + stolenNanos + uncountedNanos;
            return all == 0 ? 0 : (double) nanos / all;
        }
    }

    /// How the kernel held back the process's group of processes, because it had used up its quota of CPU time.
    ///
    /// @param quotaCores null: it has no quota
    /// @param periods in which the group ran; the quota is for one of them, usually of 0.1 s
    /// @param throttledPeriods in which the quota was used up
    /// @param throttledNanos for how long; the cores' times added up
    public record Throttling(@Nullable Double quotaCores, long periods, long throttledPeriods, long throttledNanos) {}

    /// What the process's threads used, and how long they waited for a core though they could have run.
    ///
    /// @param waitedNanos of all threads, also those of the JVM
    /// @param loops each of those that must be on time
    public record Threads(long waitedNanos, List<ThreadTime> loops) {
        public Threads {
            loops = List.copyOf(loops);
        }
    }

    /// @param usedNanos CPU time
    /// @param waitedNanos ready to run, and not running
    public record ThreadTime(String name, long usedNanos, long waitedNanos) {}

    /// Pauses for garbage collection, in which no thread of ours ran. To the millisecond, as the JVM tells them.
    public record Pauses(int count, long totalNanos, long longestNanos) {
        static final Pauses NONE = new Pauses(0, 0, 0);
    }

    /// How often and for how long the JVM stopped all of its threads, for garbage collection or anything else.
    public record JvmStops(long count, long totalNanos) {}

    /// @param usedBytes after the last garbage collection that there was until then
    /// @param maxBytes the most that the heap may hold
    public record Heap(long usedBytes, long maxBytes) {}

    /// @param open files, sockets and the like that the process has open
    /// @param limit how many it may have open
    public record Descriptors(long open, long limit) {}

    /// Local ports that the kernel gives to connections.
    ///
    /// @param taken how many are taken: by connections to the one destination that has most of them if
    ///     `toOneDestination`, else all TCP sockets of the machine, which is never too few
    /// @param range how many there are for each destination
    public record Ports(long taken, long range, boolean toOneDestination) {}

    public long lengthNanos() {
        return when.lengthNanos();
    }

    /// How many cores the process used; null if it is not known.
    public @Nullable Double coresOfOurs() {
        return ownNanos == null ? null : (double) ownNanos / lengthNanos();
    }

    /// How many of the cores that we may use others used; null if it is not known.
    public @Nullable Double coresOfOthers() {
        return ownNanos == null || machine == null
                ? null
                : Math.max(0, (double) (machine.busyNanos() - ownNanos) / lengthNanos());
    }

    WatchedSecond with(Pauses pauses, @Nullable Heap heap) {
        return new WatchedSecond(
                number,
                when,
                cores,
                floor,
                ownNanos,
                machine,
                pressure,
                throttling,
                threads,
                pauses,
                jvmStops,
                heap,
                descriptors,
                ports);
    }
}
