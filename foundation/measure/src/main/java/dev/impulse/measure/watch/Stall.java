package dev.impulse.measure.watch;

import java.util.Locale;

/// A single stretch in which a thread that should have run did not.
public record Stall(Stretch when, Cause cause) {
    /// So long a thread must have been kept from running.
    static final long SHORTEST_NANOS = 10_000_000;

    /// Why it did not run.
    public sealed interface Cause {
        /// As the end of a sentence, such as `the process was stopped`.
        default String text() {
            return switch (this) {
                case Collection collection -> "garbage collection (" + collection.collector() + ")";
                case JvmStopped() -> "the JVM stopped all of its threads, not for garbage collection";
                case ProcessStopped() -> "the process was stopped";
                case Throttled() -> "the CPU quota was used up";
                case NotScheduled() -> "no core was free";
                case Stolen() -> "the host ran another machine";
                case Unknown() -> "not known";
            };
        }
    }

    /// Garbage collection stopped all threads.
    ///
    /// @param collector as the JVM names it, such as `G1 Young Generation`
    public record Collection(String collector) implements Cause {}

    /// The JVM stopped all of its threads for something else.
    public record JvmStopped() implements Cause {}

    /// All threads were stopped from outside: by SIGSTOP, a debugger, a container that was paused.
    public record ProcessStopped() implements Cause {}

    /// It was ready to run, and the quota of its group of processes was used up.
    public record Throttled() implements Cause {}

    /// This thread was ready to run, and the cores ran others.
    public record NotScheduled() implements Cause {}

    /// The host gave the machine's cores to others.
    public record Stolen() implements Cause {}

    /// Nothing that is counted here says why.
    public record Unknown() implements Cause {}

    public long lengthNanos() {
        return when.lengthNanos();
    }

    /// Such as `312 ms at 00:12: the process was stopped`.
    public String text() {
        return String.format(
                Locale.ROOT,
                "%,d ms %s: %s",
                lengthNanos() / 1_000_000,
                new Stretch(when.fromNanos(), when.fromNanos()).text(),
                cause.text());
    }
}
