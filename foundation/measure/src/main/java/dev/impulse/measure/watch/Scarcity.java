package dev.impulse.measure.watch;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the generator had too little of, when, and by which figures.
public sealed interface Scarcity {
    /// When, in order.
    List<Stretch> when();

    /// For how long it kept the generator from working, as far as that can be told: what to compare causes by.
    long lostNanos();

    /// A clause for an error, such as `the machine was busy with other programs from 00:31 to 00:44 (they used 1.6 of 2
    /// cores)`.
    default String text() {
        var at = Stretch.text(when());
        return switch (this) {
            case Stopped it ->
                "the generator's process was stopped %s (for %s%s; by a signal, a debugger or a container's pause)"
                        .formatted(at, millis(it.longestNanos), it.times == 1 ? "" : " at most");
            case Throttled it ->
                "the generator's CPU quota%s was used up %s (in %,d of %,d periods)"
                        .formatted(
                                it.quotaCores == null ? "" : " of " + cores(it.quotaCores),
                                at,
                                it.throttledPeriods,
                                it.periods);
            case Stolen it ->
                "the machine's host ran others %s (it took %s of %s)".formatted(at, figure(it.took), cores(it.cores));
            case TakenByOthers it ->
                "the machine was busy with other programs %s (they used %s of %s)"
                        .formatted(at, figure(it.used), cores(it.cores));
            case UsedUp it ->
                "the generator used up its own CPU %s (%s of %s)".formatted(at, figure(it.used), cores(it.cores));
            case LoopBusy it ->
                "%s had more to do than one core can %s (%.0f %% of it)".formatted(it.thread, at, it.share * 100);
            case Collecting it ->
                "garbage collection stopped the generator %s (%,d %s, %s in all, %s at most)"
                        .formatted(
                                at,
                                it.pauses,
                                it.pauses == 1 ? "pause" : "pauses",
                                millis(it.lostNanos),
                                millis(it.longestNanos));
            case JvmStopped it ->
                "the JVM stopped the generator's threads %s (%s in all, not for garbage collection)"
                        .formatted(at, millis(it.lostNanos));
            case OfHeap it ->
                "the generator's heap was full %s (%,d of %,d MB after garbage collection)"
                        .formatted(at, megabytes(it.usedBytes), megabytes(it.maxBytes));
            case OfDescriptors it ->
                "the generator had nearly as many files and sockets open as it may %s (%,d of %,d)"
                        .formatted(at, it.open, it.limit);
            case OfPorts it ->
                "nearly all local ports were taken %s (%,d of %,d%s)"
                        .formatted(
                                at,
                                it.taken,
                                it.range,
                                it.toOneDestination ? ", by connections to one destination" : "");
        };
    }

    /// Too little time to run in: what makes the generator late.
    sealed interface OfTime extends Scarcity {}

    /// A limit was reached: what makes the generator fail.
    sealed interface OfRoom extends Scarcity {}

    /// The whole process did not run, though it had cores to run on.
    record Stopped(List<Stretch> when, long lostNanos, int times, long longestNanos) implements OfTime {}

    /// The quota of its group of processes was used up.
    ///
    /// @param quotaCores null if it is not known
    record Throttled(
            List<Stretch> when, long lostNanos, @Nullable Double quotaCores, long periods, long throttledPeriods)
            implements OfTime {}

    /// The host ran other machines.
    ///
    /// @param took cores, on average
    record Stolen(List<Stretch> when, long lostNanos, double took, double cores) implements OfTime {}

    /// Other programs used the cores.
    ///
    /// @param used cores, on average
    record TakenByOthers(List<Stretch> when, long lostNanos, double used, double cores) implements OfTime {}

    /// The generator used all cores that it has.
    ///
    /// @param used cores, on average
    record UsedUp(List<Stretch> when, long lostNanos, double used, double cores) implements OfTime {}

    /// One loop had a core's worth to do, or nearly, while others may have had time: loops also spin, so that this
    /// alone makes nobody late.
    ///
    /// @param share of a core, the highest
    record LoopBusy(List<Stretch> when, long lostNanos, String thread, double share) implements OfTime {}

    /// Garbage collection.
    record Collecting(List<Stretch> when, long lostNanos, int pauses, long longestNanos) implements OfTime {}

    /// The JVM stopped all threads, for something else than garbage collection.
    record JvmStopped(List<Stretch> when, long lostNanos) implements OfTime {}

    /// What is left after garbage collection nearly fills the heap.
    record OfHeap(List<Stretch> when, long lostNanos, long usedBytes, long maxBytes) implements OfRoom {}

    /// Files and sockets.
    record OfDescriptors(List<Stretch> when, long lostNanos, long open, long limit) implements OfRoom {}

    /// Local ports.
    record OfPorts(List<Stretch> when, long lostNanos, long taken, long range, boolean toOneDestination)
            implements OfRoom {}

    private static String cores(double cores) {
        return figure(cores) + (cores == 1 ? " core" : " cores");
    }

    private static String figure(double cores) {
        var digits = String.format(Locale.ROOT, cores < 0.1 ? "%.2f" : "%.1f", cores);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,d ms", nanos / 1_000_000);
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
