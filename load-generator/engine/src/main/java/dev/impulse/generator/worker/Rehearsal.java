package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.Result;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.log.IntervalLog;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.measure.Gatherer;
import dev.impulse.measure.watch.Watch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A run without a network and without its hours: whoever rehearses records what loops would, second by second, and all
/// that takes it up, writes it and judges it is what a run has. Shows what measuring costs. One thread.
public final class Rehearsal {
    private final LoadTest test;
    private final WrittenRun written;
    private final Timeline timeline;
    private final Gatherer<SeriesKey> gatherer;
    private final List<LoopRecorder> loops = new ArrayList<>();
    private final Watch watch = Watch.start("impulse-rehearsal-");
    private final Instant began = Instant.now();
    private final long beginNanos = System.nanoTime();
    private long second;

    /// @param loops how many there would be
    /// @throws IOException when the folder cannot be written
    public Rehearsal(LoadTest test, int loops, RunFolder folder) throws IOException {
        this.test = test;
        this.timeline = new Timeline(test);
        this.written = new WrittenRun(test, folder);
        this.gatherer = new Gatherer<>(new Uptake(new LiveTimes(), timeline, written, Observer.NONE));
        watch.begin(beginNanos);
        written.log().began(began);
        for (int loop = 0; loop < loops; loop++) {
            this.loops.add(
                    new LoopRecorder(test.phases().size(), test.testCases().size(), gatherer::accept));
        }
    }

    /// Records what the loops would.
    public List<LoopRecorder> loops() {
        return loops;
    }

    /// Ends a second, and waits until it is taken up.
    ///
    /// @throws InterruptedException when the thread is interrupted
    public void endSecond(Phase phase, int index, Duration elapsed) throws InterruptedException {
        for (var loop : loops) {
            loop.endInterval(second);
        }
        second++;
        long now = second;
        var progress = new Progress(phase, index, elapsed, 0, 0, 0, 0, 0, 0, 0, 0);
        var done = new CountDownLatch(1);
        gatherer.execute(() -> written.reached(now, progress));
        gatherer.execute(done::countDown);
        done.await();
    }

    /// What was written of histograms.
    public IntervalLog log() {
        return written.log();
    }

    /// Ends the run, as at the end of its phases.
    ///
    /// @throws IllegalStateException when something could not be taken up or written
    public Result end() {
        loops.forEach(loop -> loop.close(second));
        gatherer.close();
        watch.close();
        var failure = written.end();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        var outcome = new Worker.Outcome(
                began,
                beginNanos,
                test.lasting(),
                gatherer.totals(),
                timeline,
                new LoopLoad(List.of()),
                watch.watched(),
                Testimony.NONE,
                loops,
                new FirstFailures(test.scrub()),
                List.of(),
                null,
                null,
                written.log(),
                null);
        return LoadTestRun.result(test, outcome, new Stop());
    }
}
