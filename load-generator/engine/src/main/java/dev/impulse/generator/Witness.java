package dev.impulse.generator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Sees what is around the generator while a load test runs: the system under test, and what that depends on. It is
/// called on the thread that runs the load test, never on an event loop. What it throws spoils the run.
@FunctionalInterface
public interface Witness {

    /// Sees nothing.
    Witness NONE = phases -> Testimony.NONE;

    /// How long before the first trigger is due it wants to hear of that moment. The load test waits for so long.
    default Duration lead() {
        return Duration.ZERO;
    }

    /// Hears when the first phase begins, about [#lead] before. The first trigger does not wait until this returns.
    ///
    /// @param nanos the same moment on the clock of [System#nanoTime]; seconds are numbered from it
    default void begins(Instant at, long nanos) {}

    /// What it saw in a second that is over, for conditions that end a load test early; not a number when it did not
    /// see that.
    ///
    /// @param of whose figure it is, as in [Figure], as are name and part
    /// @param second its number
    default double seen(String of, String name, String part, long second) {
        return Double.NaN;
    }

    /// Says what it saw. Once, after the last phase, when nothing is in flight any more, and before the load test is
    /// judged; not when it fails before that.
    ///
    /// @param phases those that began, in order
    Testimony ended(List<PhaseTimes> phases);

    /// One that asks this, and then the other.
    default Witness and(Witness other) {
        var first = this;
        return new Witness() {
            @Override
            public Duration lead() {
                return first.lead().compareTo(other.lead()) < 0 ? other.lead() : first.lead();
            }

            @Override
            public void begins(Instant at, long nanos) {
                first.begins(at, nanos);
                other.begins(at, nanos);
            }

            @Override
            public double seen(String of, String name, String part, long second) {
                double value = first.seen(of, name, part, second);
                return Double.isNaN(value) ? other.seen(of, name, part, second) : value;
            }

            @Override
            public Testimony ended(List<PhaseTimes> phases) {
                return first.ended(phases).and(other.ended(phases));
            }
        };
    }
}
