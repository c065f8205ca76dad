package dev.impulse.generator;

import dev.impulse.generator.plan.Phase;
import java.time.Duration;

/// Watches a load test while it runs. Called about ten times a second, and at each change of phase, on one thread of
/// the engine's own.
@FunctionalInterface
public interface Observer {

    /// Sees nothing.
    Observer NONE = progress -> {};

    void progress(Progress progress);

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
