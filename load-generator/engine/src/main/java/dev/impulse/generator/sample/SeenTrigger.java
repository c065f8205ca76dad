package dev.impulse.generator.sample;

import dev.impulse.load.ErrorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen of one whole trigger, as it came: secrets are still in it.
///
/// @param step what it was: a phase, `set-up` or `tear-down`
/// @param beganNanos when it began, on the clock of [System#nanoTime]
/// @param failure how it counts; null when it did not fail
/// @param own what ended its scenario, by throwing; null when that came to its end
/// @param thrownAt where in the user's code, innermost first
/// @param calls in the order in which they began
/// @param leftOut how many more there were
public record SeenTrigger(
        String step,
        @Nullable String traceId,
        long beganNanos,
        long endedNanos,
        @Nullable ErrorKind failure,
        @Nullable Seen own,
        List<StackTraceElement> thrownAt,
        List<SeenCall> calls,
        int leftOut) {
    /// So many calls are to be remembered, with what their answers held.
    public static final int MOST_CALLS = 500;

    /// How many bytes of a body are to be handed over, of those that there are.
    public static final int BODY = CloseUp.BODY + Scrubbing.MARGIN;

    public SeenTrigger {
        thrownAt = List.copyOf(thrownAt);
        calls = List.copyOf(calls);
    }

    /// One call of it.
    ///
    /// @param counted as what it failed for the figures; null as ok
    /// @param beganNanos when it was called, on the clock of [System#nanoTime]
    /// @param begunAt where in the user's code, innermost first
    public record SeenCall(Seen seen, @Nullable ErrorKind counted, long beganNanos, List<StackTraceElement> begunAt) {
        public SeenCall {
            begunAt = List.copyOf(begunAt);
        }
    }
}
