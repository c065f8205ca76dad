package dev.impulse.generator;

import dev.impulse.generator.judge.GateResult;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a load test gave. Written as `result.json`; all times in nanoseconds.
///
/// @param generator what ran it
/// @param loadTest the file that said what to run; null when there was none
/// @param plan what was asked for
/// @param reason the verdict in a sentence
/// @param causes what was behind the verdict and what to do, a line each; empty when there is nothing to say
/// @param seed repeats every random choice
/// @param scheduling how scenarios ran: on the event loops, or on the JVM's own scheduler and why
/// @param lasted from the first phase's begin to the last one's end; less than was asked when it was stopped
/// @param failures the first failures of each test case, request and kind
/// @param notes what a reader of the figures should know
/// @param intervals how wide those of the histograms' files were; empty when none were written
/// @param testimony what was seen around the generator
/// @param baseline what it is beside an earlier one; null without one
public record Result(
        Generator generator,
        @Nullable WrittenLoadTest loadTest,
        List<PlannedPhase> plan,
        String name,
        Verdict verdict,
        String reason,
        List<String> causes,
        URI target,
        long seed,
        String scheduling,
        Instant started,
        Duration lasted,
        List<PhaseResult> phases,
        List<GateResult> gates,
        List<Failure> failures,
        List<String> notes,
        List<LoggedInterval> intervals,
        Testimony testimony,
        @Nullable Comparison baseline) {

    /// One without a baseline.
    public Result(
            Generator generator,
            @Nullable WrittenLoadTest loadTest,
            List<PlannedPhase> plan,
            String name,
            Verdict verdict,
            String reason,
            List<String> causes,
            URI target,
            long seed,
            String scheduling,
            Instant started,
            Duration lasted,
            List<PhaseResult> phases,
            List<GateResult> gates,
            List<Failure> failures,
            List<String> notes,
            List<LoggedInterval> intervals,
            Testimony testimony) {
        this(
                generator,
                loadTest,
                plan,
                name,
                verdict,
                reason,
                causes,
                target,
                seed,
                scheduling,
                started,
                lasted,
                phases,
                gates,
                failures,
                notes,
                intervals,
                testimony,
                null);
    }

    /// This, with the file that said what to run.
    public Result writtenAs(@Nullable WrittenLoadTest file) {
        return with(file, notes, baseline);
    }

    /// This, beside an earlier one.
    public Result beside(Comparison earlier) {
        return with(loadTest, notes, earlier);
    }

    /// This, with more for a reader of the figures to know.
    public Result noting(List<String> more) {
        return with(loadTest, Stream.concat(notes.stream(), more.stream()).toList(), baseline);
    }

    private Result with(@Nullable WrittenLoadTest file, List<String> said, @Nullable Comparison earlier) {
        return new Result(
                generator,
                file,
                plan,
                name,
                verdict,
                reason,
                causes,
                target,
                seed,
                scheduling,
                started,
                lasted,
                phases,
                gates,
                failures,
                said,
                intervals,
                testimony,
                earlier);
    }

    /// This, if the load test passed.
    ///
    /// @throws LoadTestNotPassed with verdict and reason, if it did not
    public Result orThrow() {
        if (verdict != Verdict.PASSED) {
            throw new LoadTestNotPassed(name + " " + verdict.text() + ": " + reason);
        }
        return this;
    }

    /// The program that generated the load.
    ///
    /// @param impulse its version
    /// @param jvm version and vendor of the JVM that it ran on
    public record Generator(String impulse, String jvm, Machine machine) {}

    /// The machine that the generator ran on, as the JVM sees it: in a container, what that may use.
    ///
    /// @param kernel name and version of the operating system's kernel
    /// @param cpu the processors' model; their architecture where the machine does not say
    public record Machine(int processors, long memoryBytes, String kernel, String cpu) {}

    /// A load test's file.
    ///
    /// @param file its name, without folders
    /// @param text all of it, as written: before variables are filled in, without what it includes
    /// @param profile the one that was put over it; null without one
    public record WrittenLoadTest(
            String file, String text, @Nullable String profile) {}

    /// A phase as it was asked for.
    ///
    /// @param demands by the test case's name, each as people write it, such as `5 -> 50 tps`
    public record PlannedPhase(String name, Phase.Kind kind, Duration lasting, Map<String, String> demands) {
        public PlannedPhase {
            demands = Collections.unmodifiableMap(new LinkedHashMap<>(demands));
        }
    }

    /// How much one line of the histograms' files holds.
    ///
    /// @param from since the first phase's begin; it holds until the next one
    public record LoggedInterval(Duration from, Duration width) {}

    /// All times are over all test cases.
    ///
    /// @param response of triggers, failed ones included; unfinished and not started ones above all others
    /// @param service of requests
    /// @param waiting from due to started because a limit was reached
    /// @param lateness from due, with room free, to started
    public record PhaseResult(
            String name,
            Phase.Kind kind,
            Duration lasted,
            List<TestCaseResult> testCases,
            Times response,
            Times service,
            Times waiting,
            Times lateness) {}

    /// @param users of a closed model; 0 for an open one
    /// @param achievedTps started triggers for each second of the phase
    /// @param response of triggers, failed ones included; unfinished and not started ones above all others
    /// @param service of its requests
    /// @param lateness from due, with room free, to started
    /// @param waiting from due to started because a limit was reached
    /// @param histograms the file of its histograms, within the run's folder and parted by `/`; empty without one
    public record TestCaseResult(
            String name,
            int users,
            double askedTps,
            double achievedTps,
            Ledger ledger,
            Times response,
            Times service,
            Times lateness,
            Times waiting,
            Map<ErrorKind, Long> errors,
            List<RequestResult> requests,
            List<Second> seconds,
            String histograms) {}

    /// What happened in a second in which something did. Started ones are counted when they start, the others when they
    /// end.
    ///
    /// @param number from 0, since the first phase's begin
    /// @param p50 of the response times of those that ended, failed ones included, as are the other two;
    ///     [Times#BEYOND] where it falls among those that timed out or were not started
    /// @param latenessP99 of those that started, as is the maximum
    /// @param late how many of those that started did so later than the verdict allows
    public record Second(
            long number,
            long started,
            long ok,
            long failed,
            long notStarted,
            long p50,
            long p99,
            long max,
            long latenessP99,
            long latenessMax,
            long late) {}

    /// @param response of the first request of a trigger: from the trigger's due time; of a later one: from the call;
    ///     failed ones included
    /// @param service from the first byte handed to the socket to the last byte read; empty for
    ///     [dev.impulse.load.Load#measure], as are the other three
    /// @param waiting for a connection, without what it took to open its own; of those that had to wait, failed ones
    ///     included
    /// @param connect what it took to open a connection, without TLS; once for each connection
    /// @param tls what the handshake of TLS took on it
    /// @param histograms the file of its histograms, within the run's folder and parted by `/`; empty without one
    public record RequestResult(
            String name,
            long count,
            Map<ErrorKind, Long> errors,
            Times response,
            Times service,
            Times waiting,
            Times connect,
            Times tls,
            String histograms) {}

    /// planned = started + not started + unaccounted; started = ok + failed + unfinished.
    public record Ledger(
            long planned, long started, long notStarted, long unaccounted, long ok, long failed, long unfinished) {

        /// Whether both sums hold.
        public boolean balances() {
            return planned == started + notStarted + unaccounted && started == ok + failed + unfinished;
        }
    }

    /// Figures of times in nanoseconds, to 3 digits. All 0 when nothing was counted.
    ///
    /// @param count of all: of what was measured, and of what has no end
    /// @param endless how many have no end, since they timed out, were not started or are unfinished: they rank above
    ///     every measured value
    /// @param above what each of those exceeds; 0 when there are none
    /// @param p50 [#BEYOND] where it falls among those without an end, as the other percentiles, minimum and maximum
    /// @param mean to the nanosecond; not a number when some have no end
    public record Times(
            long count,
            long endless,
            long above,
            long min,
            long p50,
            long p90,
            long p95,
            long p99,
            long p999,
            long max,
            double mean) {
        /// In the place of a value that is above every measured one.
        public static final long BEYOND = Long.MAX_VALUE;

        /// Of nothing.
        public static final Times NONE = new Times(0, 0, 0, 0, 0, 0, 0, 0, 0);

        public Times {
            mean = Math.rint(mean);
        }

        /// All of them were measured.
        public Times(long count, long min, long p50, long p90, long p95, long p99, long p999, long max, double mean) {
            this(count, 0, 0, min, p50, p90, p95, p99, p999, max, mean);
        }
    }

    /// A sample of what failed, without its secrets: in their place stands `***`.
    ///
    /// @param request its name; empty for a failure of the trigger's own
    /// @param at when it failed, from the run's begin; below 0 in set-up
    /// @param trigger its number within its test case; below 0 in set-up and tear-down
    /// @param traceId of the trace that the trigger's requests belong to; null when they say of none
    /// @param sent null when it was no HTTP request of our client
    /// @param received the answer as far as it came; null when not even its head did
    /// @param stack of an exception; empty without one
    public record Failure(
            String testCase,
            String request,
            ErrorKind kind,
            String reason,
            String phase,
            Duration at,
            long trigger,
            @Nullable String traceId,
            @Nullable Sent sent,
            @Nullable Received received,
            Timings timings,
            String stack) {

        /// A request as it was sent; as it was to be sent, when it never was.
        ///
        /// @param body null when there was none
        public record Sent(
                String method,
                String url,
                List<Field> headers,
                @Nullable Body body) {}

        /// An answer as far as it came.
        ///
        /// @param body null when nothing of it came
        public record Received(
                int status, List<Field> headers, @Nullable Body body) {}

        /// A header field.
        public record Field(String name, String value) {}

        /// A body, or the head of one.
        ///
        /// @param length of the whole in bytes, as far as it came
        /// @param head a text, or the first bytes in hexadecimal
        /// @param whole whether the head is all of it
        public record Body(long length, Form form, String head, boolean whole) {}

        /// How a body is shown.
        public enum Form {
            TEXT,
            /// It is no text: its first bytes are shown in hexadecimal.
            BINARY,
            /// It was not kept by the scenario's wish, or because samples had become too large.
            LEFT_OUT
        }

        /// Each is null where it does not exist.
        ///
        /// @param waited for a connection; without what it took to open its own
        /// @param connect what it took to open its connection, without TLS
        /// @param tls what TLS's handshake took
        /// @param service from the first byte handed to the socket to the last byte read
        /// @param response from the call, of the first request of a trigger and of the trigger itself from its due
        ///     time, to the end
        public record Timings(
                @Nullable Duration waited,
                @Nullable Duration connect,
                @Nullable Duration tls,
                @Nullable Duration service,
                @Nullable Duration response) {}
    }
}
