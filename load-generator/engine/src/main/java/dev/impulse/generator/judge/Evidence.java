package dev.impulse.generator.judge;

import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.watch.Watched;
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
/// @param watched what was seen of the generator and its machine meanwhile
/// @param testimony what was seen around it
public record Evidence(List<PhaseEvidence> phases, @Nullable Stopped stopped, Watched watched, Testimony testimony) {

    /// Of a load test that nobody witnessed.
    public Evidence(List<PhaseEvidence> phases, @Nullable Stopped stopped, Watched watched) {
        this(phases, stopped, watched, Testimony.NONE);
    }

    /// That it was ended early.
    ///
    /// @param why such as `by Ctrl-C`
    /// @param by the condition that ended it; null when none did
    /// @param causes what was found when what is tested was gone, which fails a load test; null when a person ended it,
    ///     or a condition
    public record Stopped(
            String why,
            Duration after,
            Duration of,
            Gate.@Nullable Abort by,
            @Nullable List<String> causes) {

        /// By a condition, or by a person.
        public Stopped(String why, Duration after, Duration of, Gate.@Nullable Abort by) {
            this(why, after, of, by, null);
        }
    }

    /// @param lasted less than was asked when the load test was stopped in it
    /// @param lateness of all triggers of the phase, in nanoseconds
    /// @param seconds those in which triggers of the phase started, in order
    public record PhaseEvidence(
            String name,
            Phase.Kind kind,
            Duration lasted,
            List<TestCaseEvidence> testCases,
            Histogram lateness,
            List<StartedSecond> seconds) {}

    /// What was started in a second.
    ///
    /// @param number from 0, since the first phase's begin
    /// @param late so many started later than is allowed
    /// @param busiest the share of the second for which the busiest loop worked
    public record StartedSecond(long number, long started, long late, double busiest) {}

    /// @param responseOk of triggers that were ok, in nanoseconds
    /// @param responseFailed of triggers that failed otherwise than by a timeout, in nanoseconds
    /// @param timedOut triggers that failed by a connect or request timeout: they rank above every measured value, as
    ///     do not started and unfinished ones
    /// @param achievedTps started triggers for each second
    /// @param seconds what ended in each second, from the first one in which something did, as if each were a phase;
    ///     empty unless a gate looks at them
    /// @param firstSecond the number of the first of them, from 0 since the first phase's begin
    public record TestCaseEvidence(
            String name,
            double askedTps,
            double achievedTps,
            Ledger ledger,
            Histogram responseOk,
            Histogram responseFailed,
            TimedOut timedOut,
            Map<ErrorKind, Long> errors,
            List<RequestEvidence> requests,
            List<TestCaseEvidence> seconds,
            long firstSecond) {

        /// Of what ended in a stretch of a phase: its ledger follows from how it ended.
        ///
        /// @param errors of all that failed or was not started
        /// @param unfinished those that belong to the stretch, as do the unaccounted ones
        public static TestCaseEvidence ofStretch(
                String name,
                Histogram responseOk,
                Histogram responseFailed,
                Map<ErrorKind, Long> errors,
                List<RequestEvidence> requests,
                long unfinished,
                long unaccounted) {
            long ok = responseOk.getTotalCount();
            long failed = Evidence.failed(errors);
            long notStarted = errors.getOrDefault(ErrorKind.NOT_STARTED, 0L);
            long started = ok + failed + unfinished;
            return new TestCaseEvidence(
                    name,
                    0,
                    0,
                    new Ledger(
                            started + notStarted + unaccounted,
                            started,
                            notStarted,
                            unaccounted,
                            ok,
                            failed,
                            unfinished),
                    responseOk,
                    responseFailed,
                    TimedOut.counted(errors),
                    errors,
                    requests,
                    List.of(),
                    0);
        }
    }

    /// The same for the requests of one name; `service` has no failed ones.
    public record RequestEvidence(
            String name,
            Histogram responseOk,
            Histogram responseFailed,
            Histogram service,
            TimedOut timedOut,
            Map<ErrorKind, Long> errors) {}

    /// Whether the time of what failed so is a time that the system took: timed out and not started ones have no end.
    public static boolean hasEndInTime(ErrorKind kind) {
        return switch (kind) {
            case CONNECT_TIMEOUT, REQUEST_TIMEOUT, NOT_STARTED -> false;
            case REFUSED, RESET, PROTOCOL, STATUS, CHECK, EXCEPTION -> true;
        };
    }

    /// How many started and failed.
    public static long failed(Map<ErrorKind, Long> errors) {
        return errors.values().stream().mapToLong(Long::longValue).sum()
                - errors.getOrDefault(ErrorKind.NOT_STARTED, 0L);
    }

    /// How many of the failed ones timed out.
    public static long timedOut(Map<ErrorKind, Long> errors) {
        return errors.getOrDefault(ErrorKind.CONNECT_TIMEOUT, 0L) + errors.getOrDefault(ErrorKind.REQUEST_TIMEOUT, 0L);
    }

    /// Those that timed out.
    ///
    /// @param shortest after which time the first of them was given up, which a request may set for itself; null where
    ///     they were only counted: then the load test's limit is taken
    public record TimedOut(long count, @Nullable Duration shortest) {

        /// Of which only the number is known.
        public static TimedOut counted(Map<ErrorKind, Long> errors) {
            return new TimedOut(timedOut(errors), null);
        }

        /// Whose times were measured.
        public static TimedOut measured(Histogram times) {
            return new TimedOut(
                    times.getTotalCount(), times.getTotalCount() == 0 ? null : Duration.ofNanos(times.getMinValue()));
        }
    }
}
