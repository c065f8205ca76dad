package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Stop;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.Stopped;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Judge;
import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.wire.loop.Hog;
import dev.impulse.wire.loop.Scheduling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Runs a load test in this process and states its result. Blocks the caller's thread.
public final class LoadTestRun {
    private final LoadTest test;
    private final int loops;
    private final @Nullable Path log;

    /// @param loops how many event loops share the work
    /// @param log where the histograms of each second are written; null: nowhere
    public LoadTestRun(LoadTest test, int loops, @Nullable Path log) {
        this.test = test;
        this.loops = loops;
        this.log = log;
    }

    /// Runs it.
    ///
    /// @throws SetUpFailed when a scenario's set-up throws
    /// @throws HistogramsNotWritten when the log could not be written; with the result, unless it was not begun
    /// @throws LoopStuck when a trigger never gives its loop back
    /// @throws InterruptedException when the caller is interrupted
    public Result run(Observer observer) throws InterruptedException {
        return run(observer, new Stop());
    }

    /// Runs it, unless and until it is stopped.
    ///
    /// @throws SetUpFailed when a scenario's set-up throws
    /// @throws LoopStuck when a trigger never gives its loop back
    /// @throws InterruptedException when the caller is interrupted
    public Result run(Observer observer, Stop stop) throws InterruptedException {
        var outcome = new Worker(test, loops, log).run(observer, stop);
        var accounts = new Accounts(
                test, outcome.lasted(), outcome.recorders(), outcome.totals(), outcome.timeline(), outcome.load());
        var evidence = accounts.evidence(stopped(stop, outcome), outcome.watched());
        var judgement = Judge.judge(test.gates(), test.limits(), evidence);
        var result = new Result(
                ThisMachine.generator(),
                null,
                plan(),
                test.name(),
                judgement.verdict(),
                judgement.reason(),
                judgement.causes(),
                test.target(),
                test.seed(),
                Scheduling.description(),
                outcome.started(),
                outcome.lasted(),
                phases(evidence, accounts, outcome.timeline()),
                judgement.gates(),
                outcome.failures().all(outcome.beginNanos()),
                notes(outcome));
        if (outcome.logFailure() != null) {
            throw new HistogramsNotWritten(outcome.logFailure(), result);
        }
        return result;
    }

    /// A wish that came after the last phase has stopped nothing.
    private @Nullable Stopped stopped(Stop stop, Worker.Outcome outcome) {
        var asked = test.phases().stream().map(Phase::lasting).reduce(Duration.ZERO, Duration::plus);
        var why = stop.reason();
        return why == null || outcome.lasted().compareTo(asked) >= 0
                ? null
                : new Stopped(why, outcome.lasted(), asked, outcome.abortedBy());
    }

    private List<PlannedPhase> plan() {
        var plan = new ArrayList<PlannedPhase>();
        for (var phase : test.phases()) {
            var demands = new LinkedHashMap<String, String>();
            phase.demands()
                    .forEach((testCase, demand) -> demands.put(testCase, DemandText.text(demand, phase.lasting())));
            plan.add(new PlannedPhase(phase.name(), phase.kind(), phase.lasting(), demands));
        }
        return plan;
    }

    private List<PhaseResult> phases(Evidence evidence, Accounts accounts, Timeline timeline) {
        var phases = new ArrayList<PhaseResult>();
        for (int index = 0; index < evidence.phases().size(); index++) {
            int phase = index;
            var asked = test.phases().get(phase);
            var found = evidence.phases().get(phase);
            phases.add(new PhaseResult(
                    asked.name(),
                    asked.kind(),
                    found.lasted(),
                    found.testCases().stream()
                            .map(testCase -> testCase(asked, phase, testCase, accounts, timeline))
                            .toList(),
                    times(accounts.merged(phase, -1, null, Kind.RESPONSE)),
                    times(accounts.service(phase, -1)),
                    times(accounts.merged(phase, -1, null, Kind.WAITING)),
                    times(found.lateness())));
        }
        return phases;
    }

    private TestCaseResult testCase(
            Phase asked, int phase, TestCaseEvidence found, Accounts accounts, Timeline timeline) {
        var names = test.testCases().stream().map(each -> each.name()).toList();
        int testCase = names.indexOf(found.name());
        return new TestCaseResult(
                found.name(),
                asked.demands().get(found.name()) instanceof Demand.Closed(int users) ? users : 0,
                found.askedTps(),
                found.achievedTps(),
                found.ledger(),
                times(accounts.merged(phase, testCase, null, Kind.RESPONSE)),
                times(accounts.service(phase, testCase)),
                times(accounts.merged(phase, testCase, null, Kind.LATENESS)),
                times(accounts.merged(phase, testCase, null, Kind.WAITING)),
                found.errors(),
                found.requests().stream()
                        .map(request -> request(phase, testCase, request, accounts))
                        .toList(),
                timeline.figures(phase, testCase));
    }

    private static RequestResult request(int phase, int testCase, RequestEvidence found, Accounts accounts) {
        var response = accounts.merged(phase, testCase, found.name(), Kind.RESPONSE);
        return new RequestResult(
                found.name(),
                response.getTotalCount(),
                found.errors(),
                times(response),
                times(found.service()),
                times(accounts.merged(phase, testCase, found.name(), Kind.WAITING)),
                times(accounts.merged(phase, testCase, found.name(), Kind.CONNECT)),
                times(accounts.merged(phase, testCase, found.name(), Kind.TLS)));
    }

    private static Times times(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? new Times(0, 0, 0, 0, 0, 0, 0, 0, 0)
                : new Times(
                        histogram.getTotalCount(),
                        histogram.getMinValue(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(95),
                        histogram.getValueAtPercentile(99),
                        histogram.getValueAtPercentile(99.9),
                        histogram.getMaxValue(),
                        histogram.getMean());
    }

    private List<String> notes(Worker.Outcome outcome) {
        var notes = new ArrayList<String>();
        boolean closed = test.phases().stream()
                .flatMap(phase -> phase.demands().values().stream())
                .anyMatch(Demand.Closed.class::isInstance);
        if (closed) {
            notes.add(
                    "closed model: users wait for the system under test, so its stalls lower the rate and hide in the percentiles");
        }
        notes.addAll(outcome.failures().notes());
        outcome.hogs().stream()
                .collect(Collectors.groupingBy(
                        hog -> StackText.of(hog.stack()), LinkedHashMap::new, Collectors.toList()))
                .forEach((stack, same) -> notes.add(hogged(stack, same)));
        return notes;
    }

    private static String hogged(String stack, List<Hog> same) {
        long longest =
                same.stream().mapToLong(hog -> hog.held().toMillis()).max().orElse(0);
        var often = same.size() == 1 ? "once" : same.size() + " times";
        return "a trigger kept its loop to itself " + often + ", for up to " + longest
                + " ms (compute less, or set threads: own): " + stack;
    }
}
