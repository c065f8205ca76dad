package dev.impulse.generator.judge;

import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What gates are judged by: the merged histograms and counts of a run. Made once, after the last phase; not changed
/// after.
///
/// @param phases those that began
/// @param stopped null when the load test went on to its end
public record Evidence(List<PhaseEvidence> phases, @Nullable Stopped stopped) {

    /// That it was ended early.
    ///
    /// @param why such as `by Ctrl-C`
    public record Stopped(String why, Duration after, Duration of) {}

    /// @param lasted less than was asked when the load test was stopped in it
    /// @param lateness of all triggers of the phase, in nanoseconds
    public record PhaseEvidence(
            String name, Phase.Kind kind, Duration lasted, List<TestCaseEvidence> testCases, Histogram lateness) {}

    /// @param responseOk of triggers that were ok, in nanoseconds
    /// @param responseFailed of triggers that failed otherwise than by a timeout, in nanoseconds
    /// @param timedOut triggers that failed by a connect or request timeout: they rank above every measured value, as
    ///     do not started and unfinished ones
    /// @param achievedTps started triggers for each second
    public record TestCaseEvidence(
            String name,
            double askedTps,
            double achievedTps,
            Ledger ledger,
            Histogram responseOk,
            Histogram responseFailed,
            long timedOut,
            Map<ErrorKind, Long> errors,
            List<RequestEvidence> requests) {}

    /// The same for the requests of one name; `service` has no failed ones.
    public record RequestEvidence(
            String name,
            Histogram responseOk,
            Histogram responseFailed,
            Histogram service,
            long timedOut,
            Map<ErrorKind, Long> errors) {}
}
