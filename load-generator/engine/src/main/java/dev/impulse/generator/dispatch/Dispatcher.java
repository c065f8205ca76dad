package dev.impulse.generator.dispatch;

import dev.impulse.generator.Backlog;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.send.Trigger;
import dev.impulse.generator.source.Source;
import dev.impulse.wire.loop.Work;
import java.util.List;

/// Starts the triggers of one loop when they are due. While the limit on triggers in flight is reached the due ones
/// wait in the source, in order; when one ends, the backlog's rule says when the next starts, or whether. On the loop's
/// thread only, but for the counts that progress is shown from.
public final class Dispatcher implements Work {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final Sender sender;
    private final Source source;
    private final Users users;
    private final LoopRecorder recorder;
    private final List<RunningCase> testCases;
    private final Schedule schedule;
    private final int limit;
    private final long startTimeoutNanos;
    private final Backlog backlog;
    private final Runnable whenDone;

    private long interval;
    private int phase = -1;
    private int inFlight;
    private boolean held;
    private long heldNanos;
    private long roomNanos;
    private long spreadNanos;
    private boolean done;
    private long nextNanos;

    /// @param limit of triggers in flight on this loop
    /// @param whenDone called once on the loop's thread: the last phase is over, and nothing is in flight
    public Dispatcher(
            Sender sender,
            Source source,
            Users users,
            LoopRecorder recorder,
            List<RunningCase> testCases,
            Schedule schedule,
            int limit,
            Runnable whenDone) {
        this.sender = sender;
        this.source = source;
        this.users = users;
        this.recorder = recorder;
        this.testCases = testCases;
        this.schedule = schedule;
        this.limit = limit;
        this.startTimeoutNanos = sender.limits().startTimeout().toNanos();
        this.backlog = sender.limits().backlog();
        this.whenDone = whenDone;
        this.nextNanos = schedule.beginNanos();
    }

    @Override
    public long nextDueNanos() {
        return nextNanos;
    }

    @Override
    public void doDue(long nowNanos) {
        endIntervals(nowNanos);
        enterPhase(nowNanos);
        startDue(nowNanos);
        plan();
        if (!done && inFlight == 0 && schedule.isOver(nowNanos) && due() == Long.MAX_VALUE) {
            done = true;
            nextNanos = Long.MAX_VALUE;
            whenDone.run();
        }
    }

    /// When the next trigger is due, since the begin; [Long#MAX_VALUE] after the last, and after the load test was cut
    /// off.
    private long due() {
        long due = source.dueNanos();
        return due < schedule.cutNanos() ? due : Long.MAX_VALUE;
    }

    /// Has it look at the schedule, which has changed, on its next turn.
    public void wake() {
        if (!done) {
            nextNanos = schedule.beginNanos();
        }
    }

    /// Ends the recording: what is still in flight stays unfinished, what is held back is not started. Called last.
    public void close() {
        while (held && due() != Long.MAX_VALUE) {
            notStarted(schedule.beginNanos() + due(), System.nanoTime());
            source.advance();
        }
        recorder.close(interval);
        nextNanos = Long.MAX_VALUE;
        done = true;
    }

    private void endIntervals(long nowNanos) {
        long current = (nowNanos - schedule.beginNanos()) / INTERVAL_NANOS;
        if (current > interval) {
            recorder.endInterval(interval);
            interval = current;
        }
    }

    private void enterPhase(long nowNanos) {
        int current = schedule.phaseAt(nowNanos);
        if (current != phase) {
            phase = current;
            if (current < schedule.phases().size()) {
                for (var testCase : testCases) {
                    for (int user = users.of(current, testCase.index()); user > 0; user--) {
                        startUser(testCase, nowNanos);
                    }
                }
            }
        }
    }

    private void startDue(long nowNanos) {
        while (true) {
            long due = due();
            if (due == Long.MAX_VALUE || due > nowNanos - schedule.beginNanos()) {
                held = false;
                return;
            }
            long dueNanos = schedule.beginNanos() + due;
            // One that no limit holds back is started however late it is: that is the generator's fault, and must show
            // as such.
            if (held && isGivenUp(dueNanos, nowNanos)) {
                notStarted(dueNanos, nowNanos);
                source.advance();
            } else if (inFlight >= limit) {
                if (!held) {
                    held = true;
                    heldNanos = nowNanos;
                    roomNanos = Long.MAX_VALUE;
                    spreadNanos = nowNanos;
                }
                return;
            } else if (held && spreadNanos > nowNanos) {
                return;
            } else {
                start(dueNanos);
                source.advance();
                if (held && backlog == Backlog.SPREAD) {
                    spread(due() - due, nowNanos);
                }
            }
        }
    }

    /// Whether one that was held back is not to be started any more.
    private boolean isGivenUp(long dueNanos, long nowNanos) {
        boolean tooLate = nowNanos - Math.max(dueNanos, heldNanos) > startTimeoutNanos;
        return tooLate || backlog == Backlog.SKIP && inFlight < limit && dueNanos <= roomNanos;
    }

    /// The next one comes half as long after this one as it was due after it, which is twice the planned rate.
    private void spread(long gapNanos, long nowNanos) {
        spreadNanos = Math.max(spreadNanos, nowNanos - gapNanos) + gapNanos / 2;
    }

    private void notStarted(long dueNanos, long nowNanos) {
        recorder.of(source.phase(), source.testCase()).notStarted(nowNanos - dueNanos);
    }

    private void start(long dueNanos) {
        int duePhase = source.phase();
        var testCase = testCases.get(source.testCase());
        long room = held ? Math.max(dueNanos, Math.max(roomNanos, spreadNanos)) : dueNanos;
        inFlight++;
        new Trigger(
                        sender,
                        testCase,
                        recorder.of(duePhase, testCase.index()),
                        schedule.phases().get(duePhase).name(),
                        source.number(),
                        dueNanos,
                        room,
                        this::ended)
                .start();
    }

    private void startUser(RunningCase testCase, long nowNanos) {
        inFlight++;
        new Trigger(
                        sender,
                        testCase,
                        recorder.of(phase, testCase.index()),
                        schedule.phases().get(phase).name(),
                        users.nextNumber(testCase.index()),
                        nowNanos,
                        nowNanos,
                        ended -> userEnded(ended, testCase))
                .start();
    }

    private void userEnded(Trigger ended, RunningCase testCase) {
        inFlight--;
        if (done) {
            return;
        }
        long now = ended.endedNanos();
        if (ended.recorder().phase() == phase && schedule.phaseAt(now) == phase) {
            startUser(testCase, now);
        } else {
            afterEnd(now);
        }
    }

    private void ended(Trigger trigger) {
        inFlight--;
        if (done) {
            return;
        }
        afterEnd(trigger.endedNanos());
    }

    /// Room has come: whoever is held back starts in the loop's next look at what is due, which is now.
    private void afterEnd(long nowNanos) {
        if (held) {
            roomNanos = nowNanos;
            nextNanos = nowNanos;
        } else if (inFlight == 0 && due() == Long.MAX_VALUE) {
            nextNanos = schedule.beginNanos();
        }
    }

    private void plan() {
        if (done) {
            return;
        }
        long due = due();
        long begin = schedule.beginNanos();
        long next = begin + Math.min((interval + 1) * INTERVAL_NANOS, schedule.endOf(phase));
        if (due != Long.MAX_VALUE) {
            long start = begin + due;
            if (held && inFlight >= limit) {
                start = Math.max(start, heldNanos) + startTimeoutNanos;
            } else if (held) {
                start = Math.max(start, spreadNanos);
            }
            next = Math.min(next, start);
        }
        nextNanos = next;
    }

    /// Started and not ended.
    public int inFlight() {
        return inFlight;
    }

    /// The due time of the trigger that has been held back longest, since the begin; [Long#MAX_VALUE] when none is.
    public long heldSinceNanos() {
        return held ? due() : Long.MAX_VALUE;
    }
}
