package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.log.IntervalLog;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.source.Feeding;
import dev.impulse.measure.Gatherer;
import dev.impulse.measure.watch.Watch;
import dev.impulse.measure.watch.Watched;
import dev.impulse.wire.loop.Hog;
import dev.impulse.wire.loop.Loops;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Runs a load test's phases on the loops of this process. Used once, by the thread that asked for the load test.
final class Worker {
    private static final Duration HOG_PATIENCE = Duration.ofMillis(100);
    private static final int HOGS_KEPT = 10;

    private final LoadTest test;
    private final int loopCount;
    private final @Nullable RunFolder folder;
    private final FirstFailures failures;
    private final ConcurrentLinkedQueue<Hog> hogs = new ConcurrentLinkedQueue<>();
    private final LiveTimes liveTimes = new LiveTimes();
    private final Timeline timeline;

    /// What a worker's run gave.
    ///
    /// @param beginNanos when the first phase began, on the clock of [System#nanoTime]
    /// @param lasted from the first phase's begin to the last one's end, which a stop brings forward
    /// @param totals everything recorded under each key
    /// @param testimony what was seen around the generator
    /// @param recorders one for each loop; their counts are final
    /// @param abortedBy the condition that ended it early; null when none did
    /// @param dried why it ended before its time without anyone's wish: a feeder had no more rows; null when it did not
    /// @param log of the histograms; null when there is none
    /// @param logFailure why not all was written as it went; null when it was
    record Outcome(
            Instant started,
            long beginNanos,
            Duration lasted,
            Map<SeriesKey, Histogram> totals,
            Timeline timeline,
            LoopLoad load,
            Watched watched,
            Testimony testimony,
            List<LoopRecorder> recorders,
            FirstFailures failures,
            List<Hog> hogs,
            Gate.@Nullable Abort abortedBy,
            @Nullable String dried,
            @Nullable IntervalLog log,
            @Nullable String logFailure) {}

    /// @param loopCount how many event loops share the work
    /// @param folder where histograms go, and where it is said how far the run is; null: nowhere
    Worker(LoadTest test, int loopCount, @Nullable RunFolder folder) {
        this.test = test;
        this.loopCount = loopCount;
        this.folder = folder;
        this.timeline = new Timeline(test);
        this.failures = new FirstFailures(test.scrub());
    }

    /// Runs set-up, phases and tear-down.
    ///
    /// @throws SetUpFailed before any phase, when a scenario's set-up throws
    /// @throws HistogramsNotWritten before any phase, when there can be no folder for them
    /// @throws InterruptedException when the caller is interrupted; the load test then ends at once
    Outcome run(Observer observer, Witness witness, Stop stop) throws InterruptedException {
        try (var loops = Loops.of(loopCount)) {
            return run(observer, witness, stop, loops, folder == null ? null : new WrittenRun(test, folder));
        } catch (IOException e) {
            throw new HistogramsNotWritten(String.valueOf(e.getMessage()), null);
        }
    }

    private Outcome run(Observer observer, Witness witness, Stop stop, Loops loops, @Nullable WrittenRun written)
            throws InterruptedException {
        Instant started;
        long beginNanos;
        Duration lasted;
        AbortWatch aborts;
        List<LoopRecorder> recorders;
        LoopLoad load;
        String dried;
        Testimony testimony;
        var feeding = feeding(test);
        var watch = Watch.start(Loops.THREADS, observer::watched);
        var gatherer = new Gatherer<SeriesKey>(new Uptake(liveTimes, timeline, written, observer));
        try (gatherer;
                watch) {
            var senders = Senders.of(test, loops, failures);
            Sender.prepare();
            WarmUp.run(senders);
            loops.watch(HOG_PATIENCE, this::hogged);
            var testCases = runningCases(feeding);
            var around = new Around(senders.getFirst());
            for (var testCase : testCases) {
                around.setUp(testCase);
            }
            aborts = new AbortWatch(test, timeline, witness);
            var phases = new PhaseRun(test, testCases, senders, gatherer::accept, witness.lead());
            started = phases.begin();
            beginNanos = phases.beginNanos();
            watch.begin(beginNanos);
            var seen = written == null ? observer : observer.and(written.began(started, beginNanos, gatherer::execute));
            phases.start();
            witness.begins(started, beginNanos);
            recorders = phases.run(seen, liveTimes, stop, aborts, feeding);
            lasted = phases.lasted();
            dried = phases.dried();
            load = phases.load();
            watch.close();
            loops.stopWatching();
            testimony = witness.ended(PhaseTimes.of(test.phases(), lasted));
            for (var testCase : testCases) {
                around.tearDown(testCase);
            }
        }
        var logFailure = written == null ? null : written.end();
        return new Outcome(
                started,
                beginNanos,
                lasted,
                gatherer.totals(),
                timeline,
                load,
                watch.watched(),
                testimony,
                recorders,
                failures,
                List.copyOf(hogs),
                aborts.met(),
                dried,
                written == null ? null : written.log(),
                logFailure);
    }

    /// The rows that its test cases get.
    static Feeding feeding(LoadTest test) {
        return new Feeding(
                test.feeders(), test.testCases().stream().map(TestCase::name).toList(), test.seed());
    }

    private List<RunningCase> runningCases(Feeding feeding) {
        var testCases = new ArrayList<RunningCase>();
        for (var testCase : test.testCases()) {
            testCases.add(new RunningCase(
                    testCases.size(),
                    testCase.name(),
                    testCase.scenario().get(),
                    testCase.threads(),
                    feeding.of(testCases.size())));
        }
        return testCases;
    }

    private void hogged(Hog hog) {
        if (hogs.size() < HOGS_KEPT) {
            hogs.add(hog);
        }
    }
}
