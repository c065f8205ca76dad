package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.dispatch.Dispatcher;
import dev.impulse.generator.dispatch.Schedule;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.plan.Demand;
import java.time.Duration;
import java.util.List;

/// Puts together how far a load test is, from counts that the loops write while it is read: each is right to a moment.
/// One thread.
final class LiveProgress {
    private static final long WINDOW_NANOS = 1_000_000_000;

    private final LoadTest test;
    private final Schedule schedule;
    private final LiveTimes times;
    private long windowBegan = System.nanoTime();
    private long startedBefore;
    private double startedTps;

    LiveProgress(LoadTest test, Schedule schedule, LiveTimes times) {
        this.test = test;
        this.schedule = schedule;
        this.times = times;
    }

    Progress now(List<LoopRecorder> recorders, List<Dispatcher> dispatchers) {
        long now = System.nanoTime();
        int index = Math.min(schedule.phaseAt(now), test.phases().size() - 1);
        var phase = test.phases().get(index);
        long elapsed = Math.clamp(
                now - schedule.beginNanos() - schedule.beginOf(index),
                0,
                phase.lasting().toNanos());
        count(recorders, now);
        var figures = times.figures();
        return new Progress(
                phase,
                index,
                Duration.ofNanos(elapsed),
                askedTps(index, elapsed / 1e9),
                startedTps,
                figures.responseP50Nanos(),
                figures.responseP99Nanos(),
                errors(recorders, index),
                dispatchers.stream().mapToInt(Dispatcher::inFlight).sum(),
                waiting(dispatchers, now),
                figures.latenessP99Nanos());
    }

    private void count(List<LoopRecorder> recorders, long now) {
        if (now - windowBegan >= WINDOW_NANOS) {
            long started = 0;
            for (var recorder : recorders) {
                for (int phase = 0; phase < test.phases().size(); phase++) {
                    for (int testCase = 0; testCase < test.testCases().size(); testCase++) {
                        started += recorder.of(phase, testCase).startedCount();
                    }
                }
            }
            startedTps = (started - startedBefore) * 1e9 / (now - windowBegan);
            startedBefore = started;
            windowBegan = now;
        }
    }

    private double askedTps(int phase, double seconds) {
        double asked = 0;
        for (var demand : test.phases().get(phase).demands().values()) {
            if (demand instanceof Demand.Open open) {
                asked += open.shape().rateAt(seconds);
            }
        }
        return asked;
    }

    private long errors(List<LoopRecorder> recorders, int phase) {
        long errors = 0;
        for (var recorder : recorders) {
            for (int testCase = 0; testCase < test.testCases().size(); testCase++) {
                errors += recorder.of(phase, testCase).failedCount();
            }
        }
        return errors;
    }

    /// How many are held back is not counted anywhere: it follows from the asked rate and how long the first one has
    /// waited.
    private int waiting(List<Dispatcher> dispatchers, long now) {
        double waiting = 0;
        for (var dispatcher : dispatchers) {
            long since = dispatcher.heldSinceNanos();
            if (since != Long.MAX_VALUE) {
                int phase = Math.min(
                        schedule.phaseAt(schedule.beginNanos() + since),
                        test.phases().size() - 1);
                double rate = askedTps(phase, (since - schedule.beginOf(phase)) / 1e9) / dispatchers.size();
                waiting += rate * Math.max(0, now - schedule.beginNanos() - since) / 1e9;
            }
        }
        return (int) Math.round(waiting);
    }
}
