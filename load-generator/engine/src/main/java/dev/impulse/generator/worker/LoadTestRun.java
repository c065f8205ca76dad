package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.LoggedInterval;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Witness;
import dev.impulse.generator.judge.Evidence.Stopped;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.judge.Judge;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.wire.loop.Hog;
import dev.impulse.wire.loop.Scheduling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs a load test in this process and states its result. Blocks the caller's thread.
public final class LoadTestRun {
    private final LoadTest test;
    private final int loops;
    private final @Nullable RunFolder folder;

    /// @param loops how many event loops share the work
    /// @param folder where histograms go, and where it is said how far the run is; null: nowhere
    public LoadTestRun(LoadTest test, int loops, @Nullable RunFolder folder) {
        this.test = test;
        this.loops = loops;
        this.folder = folder;
    }

    /// Runs it.
    ///
    /// @throws SetUpFailed when a scenario's set-up throws
    /// @throws HistogramsNotWritten when they could not be written; with the result, unless it was not begun
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
        return run(observer, Witness.NONE, stop);
    }

    /// Runs it, and asks a witness what it saw around it.
    ///
    /// @throws SetUpFailed when a scenario's set-up throws
    /// @throws LoopStuck when a trigger never gives its loop back
    /// @throws InterruptedException when the caller is interrupted
    public Result run(Observer observer, Witness witness, Stop stop) throws InterruptedException {
        var outcome = new Worker(test, loops, folder).run(observer, witness, stop);
        var result = result(test, outcome, stop);
        if (outcome.logFailure() != null) {
            throw new HistogramsNotWritten(outcome.logFailure(), result);
        }
        return result;
    }

    /// Closes the accounts, and judges.
    static Result result(LoadTest test, Worker.Outcome outcome, Stop stop) {
        var accounts = new Accounts(
                test, outcome.lasted(), outcome.recorders(), outcome.totals(), outcome.timeline(), outcome.load());
        var evidence = accounts.evidence(stopped(test, stop, outcome), outcome.watched(), outcome.testimony());
        var judgement = Judge.judge(test.gates(), test.limits(), evidence);
        return new Result(
                ThisMachine.generator(),
                null,
                plan(test),
                test.name(),
                judgement.verdict(),
                judgement.reason(),
                judgement.causes(),
                test.target(),
                test.seed(),
                Scheduling.description(),
                outcome.started(),
                outcome.lasted(),
                new PhaseResults(test, evidence, accounts, outcome.timeline(), outcome.log()).all(),
                judgement.gates(),
                outcome.failures().all(outcome.beginNanos()),
                notes(test, outcome),
                outcome.log() == null ? List.of() : outcome.log().intervals(),
                outcome.testimony());
    }

    /// A wish that came after the last phase has stopped nothing.
    private static @Nullable Stopped stopped(LoadTest test, Stop stop, Worker.Outcome outcome) {
        var asked = test.lasting();
        var why = stop.reason();
        return why == null || outcome.lasted().compareTo(asked) >= 0
                ? null
                : new Stopped(why, outcome.lasted(), asked, outcome.abortedBy(), stop.causes());
    }

    private static List<PlannedPhase> plan(LoadTest test) {
        var plan = new ArrayList<PlannedPhase>();
        for (var phase : test.phases()) {
            var demands = new LinkedHashMap<String, String>();
            phase.demands()
                    .forEach((testCase, demand) -> demands.put(testCase, DemandText.text(demand, phase.lasting())));
            plan.add(new PlannedPhase(phase.name(), phase.kind(), phase.lasting(), demands));
        }
        return plan;
    }

    private static List<String> notes(LoadTest test, Worker.Outcome outcome) {
        var notes = new ArrayList<String>();
        boolean closed = test.phases().stream()
                .flatMap(phase -> phase.demands().values().stream())
                .anyMatch(Demand.Closed.class::isInstance);
        if (closed) {
            notes.add(
                    "closed model: users wait for the system under test, so its stalls lower the rate and hide in the percentiles");
        }
        if (outcome.log() != null) {
            outcome.log().intervals().stream().skip(1).map(LoadTestRun::widened).forEach(notes::add);
        }
        if (outcome.dried() != null) {
            notes.add("ended after " + Figures.length(outcome.lasted()) + ": " + outcome.dried()
                    + " (when-dry: stop); what was run is judged");
        }
        notes.addAll(outcome.testimony().notes());
        notes.addAll(outcome.failures().notes());
        notes.addAll(hogged(outcome.hogs()));
        return notes;
    }

    /// What there is to say of code that kept a loop to itself.
    static List<String> hogged(List<Hog> hogs) {
        var notes = new ArrayList<String>();
        hogs.stream()
                .collect(Collectors.groupingBy(
                        hog -> StackText.of(hog.stack()), LinkedHashMap::new, Collectors.toList()))
                .forEach((stack, same) -> notes.add(hogged(stack, same)));
        return notes;
    }

    private static String widened(LoggedInterval interval) {
        return "from " + Figures.length(interval.from()) + " on a line of the histograms' files holds "
                + Figures.length(interval.width()) + ": a second each would take more than 50 MB an hour";
    }

    private static String hogged(String stack, List<Hog> same) {
        long longest =
                same.stream().mapToLong(hog -> hog.held().toMillis()).max().orElse(0);
        var often = same.size() == 1 ? "once" : same.size() + " times";
        return "a trigger kept its loop to itself " + often + ", for up to " + longest
                + " ms (compute less, or set threads: own): " + stack;
    }
}
