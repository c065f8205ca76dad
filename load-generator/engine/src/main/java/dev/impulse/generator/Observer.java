package dev.impulse.generator;

import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.plan.Phase;
import dev.impulse.measure.Interval;
import dev.impulse.measure.watch.WatchedSecond;
import java.time.Duration;

/// Watches a load test while it runs. None of its methods is called on an event loop: each on one thread, the three on
/// three. What they throw spoils the run.
@FunctionalInterface
public interface Observer {

    /// Sees nothing.
    Observer NONE = progress -> {};

    /// Sees how far it is, about ten times a second, on the thread that runs the load test.
    void progress(Progress progress);

    /// Sees what one loop has measured in one second, soon after it; all of them before the load test returns. On the
    /// gatherer's thread.
    ///
    /// @param interval its times are lent until this returns, and not to be changed
    default void measured(Interval<SeriesKey> interval) {}

    /// Sees what the generator and its machine had in one second, soon after it. On the watch's thread.
    ///
    /// @param second without what is known at the end only: pauses, and the heap
    default void watched(WatchedSecond second) {}

    /// One that shows all to this, and then to the other.
    default Observer and(Observer other) {
        var first = this;
        return new Observer() {
            @Override
            public void progress(Progress progress) {
                first.progress(progress);
                other.progress(progress);
            }

            @Override
            public void measured(Interval<SeriesKey> interval) {
                first.measured(interval);
                other.measured(interval);
            }

            @Override
            public void watched(WatchedSecond second) {
                first.watched(second);
                other.watched(second);
            }
        };
    }

    /// How far a load test is.
    ///
    /// @param phase the phase that runs, or the last one while its triggers end
    /// @param elapsed of the phase
    /// @param askedTps by the plan, now, over all test cases; 0 in a closed model
    /// @param startedTps over the last second
    /// @param p50Nanos response time of the triggers that ended in the last second
    /// @param p99Nanos likewise
    /// @param errors failed triggers of the phase so far
    /// @param inFlight started and not ended, now
    /// @param waiting due, and held back by a limit, now
    /// @param latenessP99Nanos of the triggers started in the last second
    record Progress(
            Phase phase,
            int phaseIndex,
            Duration elapsed,
            double askedTps,
            double startedTps,
            long p50Nanos,
            long p99Nanos,
            long errors,
            int inFlight,
            int waiting,
            long latenessP99Nanos) {}
}
