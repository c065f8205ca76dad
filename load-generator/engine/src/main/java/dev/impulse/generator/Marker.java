package dev.impulse.generator;

import java.time.Duration;

/// Something that was done to what surrounds a load test while its phases ran, such as a restart of the system.
///
/// @param name by which gates call it; several may have the same
/// @param from when it began, since the first phase's begin
/// @param to when it was over; of one that was not, when the load test was
/// @param detail what it came to, for people, such as `exit code 1`
/// @param mayFail whether the load test means the same when it failed
public record Marker(String name, Duration from, Duration to, Outcome outcome, String detail, boolean mayFail) {

    /// How it ended.
    public enum Outcome {
        DONE("done"),
        /// What was to be done was not done.
        FAILED("failed"),
        /// The load test was over before it was.
        CUT_OFF("cut off");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /// As results write it.
        public String text() {
            return text;
        }
    }

    public Marker {
        if (from.isNegative() || to.compareTo(from) < 0) {
            throw new IllegalArgumentException(
                    "marker: from " + from + " to " + to + " (expected: an end that is not before its begin)");
        }
    }

    /// Whether what was measured is not what was asked for: what should have happened did not.
    public boolean spoils() {
        return outcome == Outcome.FAILED && !mayFail;
    }
}
