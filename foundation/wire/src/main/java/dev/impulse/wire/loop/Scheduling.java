package dev.impulse.wire.loop;

/// What runs the virtual threads of a loop.
public enum Scheduling {
    /// The loop itself: a thread that waits for the loop's sockets goes on without crossing to another thread.
    ON_LOOP,
    /// The JVM's own scheduler: works everywhere, costs more.
    DEFAULT;

    /// What this JVM offers.
    public static Scheduling available() {
        return JdkInternals.whyNot() == null ? ON_LOOP : DEFAULT;
    }

    /// How scenarios run, and why, in a phrase for the result.
    public static String description() {
        var whyNot = JdkInternals.whyNot();
        return whyNot == null
                ? "virtual threads on the event loops"
                : "virtual threads on the JVM's scheduler: " + whyNot;
    }
}
