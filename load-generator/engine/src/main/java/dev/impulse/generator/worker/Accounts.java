package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.StartedSecond;
import dev.impulse.generator.judge.Evidence.Stopped;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Evidence.TimedOut;
import dev.impulse.generator.measure.CaseRecorder;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Closes the accounts of a run: merges what the loops have counted and what the gatherer has totalled. Histograms are
/// added, never averaged. Used by one thread, after the last phase.
final class Accounts {
    private final LoadTest test;
    private final Duration lasted;
    private final List<LoopRecorder> recorders;
    private final Map<SeriesKey, Histogram> totals;
    private final Timeline timeline;
    private final LoopLoad load;

    /// @param lasted from the first phase's begin to the last one's end, which a stop brings forward
    Accounts(
            LoadTest test,
            Duration lasted,
            List<LoopRecorder> recorders,
            Map<SeriesKey, Histogram> totals,
            Timeline timeline,
            LoopLoad load) {
        this.test = test;
        this.lasted = lasted;
        this.recorders = recorders;
        this.totals = totals;
        this.timeline = timeline;
        this.load = load;
    }

    /// What was found in the phases that began.
    ///
    /// @param stopped why the load test ended early; null when it did not
    /// @param watched what was seen of the generator and its machine
    /// @param testimony what was seen around it
    Evidence evidence(@Nullable Stopped stopped, Watched watched, Testimony testimony) {
        var timetables = test.testCases().stream()
                .map(testCase -> Timetable.of(test.phases(), testCase.name(), test.seed()))
                .toList();
        var phases = new ArrayList<PhaseEvidence>();
        var begin = Duration.ZERO;
        for (int phase = 0; phase < test.phases().size() && begin.compareTo(lasted) < 0; phase++) {
            var asked = test.phases().get(phase);
            var testCases = new ArrayList<TestCaseEvidence>();
            for (int testCase = 0; testCase < test.testCases().size(); testCase++) {
                var demand = asked.demands().get(test.testCases().get(testCase).name());
                if (demand != null) {
                    var timetable = timetables.get(testCase);
                    long planned = lasted.compareTo(begin.plus(asked.lasting())) < 0
                            ? timetable.plannedBefore(phase, lasted.toNanos())
                            : timetable.planned(phase);
                    testCases.add(testCase(phase, testCase, demand, planned, length(asked, begin)));
                }
            }
            phases.add(new PhaseEvidence(
                    asked.name(),
                    asked.kind(),
                    length(asked, begin),
                    testCases,
                    merged(phase, -1, null, Kind.LATENESS, Outcome.ENDED),
                    seconds(phase)));
            begin = begin.plus(asked.lasting());
        }
        return new Evidence(phases, stopped, watched, testimony);
    }

    /// What all test cases together started in each second.
    private List<StartedSecond> seconds(int phase) {
        var started = new TreeMap<Long, StartedSecond>();
        for (int testCase = 0; testCase < test.testCases().size(); testCase++) {
            for (var second : timeline.figures(phase, testCase)) {
                started.merge(
                        second.number(),
                        new StartedSecond(
                                second.number(), second.started(), second.late(), load.busiest(second.number())),
                        (one, other) -> new StartedSecond(
                                one.number(),
                                one.started() + other.started(),
                                one.late() + other.late(),
                                one.busiest()));
            }
        }
        return started.values().stream().filter(second -> second.started() > 0).toList();
    }

    /// How long a phase lasted that began at a time.
    private Duration length(Phase asked, Duration begin) {
        var left = lasted.minus(begin);
        return left.compareTo(asked.lasting()) < 0 ? left : asked.lasting();
    }

    private TestCaseEvidence testCase(int phase, int testCase, Demand demand, long due, Duration length) {
        var counts =
                recorders.stream().map(recorder -> recorder.of(phase, testCase)).toList();
        var errors = errors(counts.stream().map(CaseRecorder::errors).toList());
        long started = sum(counts, CaseRecorder::startedCount);
        long planned = demand instanceof Demand.Open ? due : started;
        long notStarted = sum(counts, CaseRecorder::notStartedCount);
        long ok = sum(counts, CaseRecorder::okCount);
        long failed = sum(counts, CaseRecorder::failedCount);
        var ledger = new Ledger(
                planned, started, notStarted, planned - started - notStarted, ok, failed, started - ok - failed);
        double seconds = length.toNanos() / 1e9;
        TestCase named = test.testCases().get(testCase);
        return new TestCaseEvidence(
                named.name(),
                demand instanceof Demand.Open ? planned / seconds : 0,
                started / seconds,
                ledger,
                merged(phase, testCase, null, Kind.RESPONSE, Outcome.OK),
                merged(phase, testCase, null, Kind.RESPONSE, Outcome.FAILED_IN_TIME),
                TimedOut.measured(merged(phase, testCase, null, Kind.RESPONSE, Outcome.TIMED_OUT)),
                errors,
                requests(phase, testCase, counts),
                timeline.evidence(phase, testCase),
                timeline.firstSecond(phase, testCase));
    }

    private List<RequestEvidence> requests(int phase, int testCase, List<CaseRecorder> counts) {
        var names = new TreeSet<String>();
        counts.forEach(count -> names.addAll(count.requests().keySet()));
        var requests = new ArrayList<RequestEvidence>();
        for (var name : names) {
            var errors = errors(counts.stream()
                    .filter(count -> count.requests().containsKey(name))
                    .map(count -> count.request(name).errors())
                    .toList());
            requests.add(new RequestEvidence(
                    name,
                    merged(phase, testCase, name, Kind.RESPONSE, Outcome.OK),
                    merged(phase, testCase, name, Kind.RESPONSE, Outcome.FAILED_IN_TIME),
                    merged(phase, testCase, name, Kind.SERVICE, Outcome.ENDED),
                    TimedOut.measured(merged(phase, testCase, name, Kind.RESPONSE, Outcome.TIMED_OUT)),
                    errors));
        }
        return requests;
    }

    /// Which outcomes are merged.
    private enum Outcome {
        OK,
        FAILED_IN_TIME,
        TIMED_OUT,
        ENDED;

        boolean covers(@Nullable ErrorKind outcome) {
            return switch (this) {
                case OK -> outcome == null;
                case TIMED_OUT -> outcome == ErrorKind.CONNECT_TIMEOUT || outcome == ErrorKind.REQUEST_TIMEOUT;
                case FAILED_IN_TIME -> outcome != null && Evidence.hasEndInTime(outcome);
                case ENDED -> outcome != ErrorKind.NOT_STARTED;
            };
        }
    }

    /// @param testCase below 0: of all
    private Histogram merged(int phase, int testCase, @Nullable String request, Kind kind, Outcome outcome) {
        var merged = Durations.histogram();
        totals.forEach((key, histogram) -> {
            boolean ofCase = testCase < 0 || key.testCase() == testCase;
            boolean ofRequest = request == null ? key.request() == null : request.equals(key.request());
            if (key.phase() == phase && ofCase && ofRequest && key.kind() == kind && outcome.covers(key.outcome())) {
                merged.add(histogram);
            }
        });
        return merged;
    }

    Histogram merged(int phase, int testCase, @Nullable String request, Kind kind) {
        return merged(phase, testCase, request, kind, Outcome.ENDED);
    }

    private static Map<ErrorKind, Long> errors(List<Map<ErrorKind, Long>> parts) {
        var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        parts.forEach(part -> part.forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return errors;
    }

    private static long sum(List<CaseRecorder> counts, java.util.function.ToLongFunction<CaseRecorder> count) {
        return counts.stream().mapToLong(count).sum();
    }
}
