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
            public Testimony ended(List<PhaseTimes> phases) {
                return first.ended(phases).and(other.ended(phases));
            }
        };
    }
}
