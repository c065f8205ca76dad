package dev.impulse.generator;

import org.jspecify.annotations.Nullable;

/// Lets a running load test be ended early: no further trigger starts, those in flight may end within the grace, and
/// what has been measured is judged. Any thread.
public final class Stop {
    private volatile @Nullable String reason;

    /// Ends the load test soon. The first reason counts.
    ///
    /// @param why for the verdict, such as `by Ctrl-C`
    public synchronized void request(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    /// Why the load test is to end; null while it may go on.
    public @Nullable String reason() {
        return reason;
    }
}
