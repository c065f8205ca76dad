package dev.impulse.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets a running load test be ended early: no further trigger starts, those in flight may end within the grace, and
/// what has been measured is judged. Any thread.
public final class Stop {
    private volatile @Nullable String reason;
    private volatile @Nullable List<String> causes;

    /// Ends the load test soon. The first reason counts.
    ///
    /// @param why for the verdict, such as `by Ctrl-C`
    public synchronized void request(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    /// Ends the load test soon, and fails it: what it tests is not there any more. The first reason counts.
    ///
    /// @param why for the verdict, such as `the system under test ended by itself`
    /// @param found what there is to say of that, a line each
    public synchronized void fail(String why, List<String> found) {
        if (reason == null) {
            causes = List.copyOf(found);
            reason = why;
        }
    }

    /// What was found when it failed; null when it is not the load test that failed, but was not to go on.
    public @Nullable List<String> causes() {
        return causes;
    }

    /// Why the load test is to end; null while it may go on.
    public @Nullable String reason() {
        return reason;
    }
}
