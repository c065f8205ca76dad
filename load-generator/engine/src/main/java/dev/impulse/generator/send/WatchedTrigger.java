package dev.impulse.generator.send;

import dev.impulse.generator.measure.CaseRecorder;
import dev.impulse.generator.sample.SeenTrigger;
import dev.impulse.generator.sample.SeenTrigger.SeenCall;
import dev.impulse.generator.sample.UserFrames;
import dev.impulse.load.RequestFailed;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A trigger that remembers each of its calls and where in the user's code they were made, for somebody who looks at it
/// alone. What it does and how it counts is as ever; load tests know nothing of it and pay nothing for it.
public final class WatchedTrigger extends Trigger {
    private record Begun(Call call, long atNanos, List<StackTraceElement> where) {}

    // Guarded by this.
    private final List<Begun> begun = new ArrayList<>();
    private final IdentityHashMap<Throwable, List<StackTraceElement>> thrownAt = new IdentityHashMap<>();
    private int leftOut;
    private @Nullable Throwable thrown;

    private volatile @Nullable Thread runs;

    /// As [Trigger].
    public WatchedTrigger(
            Sender sender,
            RunningCase testCase,
            CaseRecorder recorder,
            String phase,
            long number,
            long dueNanos,
            long roomNanos,
            Consumer<? super WatchedTrigger> whenEnded) {
        super(sender, testCase, recorder, phase, number, dueNanos, roomNanos, ended -> {
            if (ended instanceof WatchedTrigger watched) {
                whenEnded.accept(watched);
            }
        });
    }

    @Override
    public void run() {
        runs = Thread.currentThread();
        super.run();
    }

    /// Asks its scenario to end. Any thread.
    public void interrupt() {
        var thread = runs;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    long begin(Call call) {
        var where = UserFrames.here();
        synchronized (this) {
            if (begun.size() < SeenTrigger.MOST_CALLS) {
                begun.add(new Begun(call, System.nanoTime(), where));
            } else {
                leftOut++;
            }
        }
        return super.begin(call);
    }

    @Override
    public void check(boolean condition, String reason, Object... values) {
        try {
            super.check(condition, reason, values);
        } catch (RequestFailed failed) {
            note(failed);
            throw failed;
        }
    }

    @Override
    synchronized boolean tells(Throwable told) {
        note(told);
        return super.tells(told);
    }

    @Override
    void failed(Throwable why) {
        synchronized (this) {
            thrown = unwrapped(why);
        }
        super.failed(why);
    }

    /// Where it is thrown, which what ends a trigger in the usual run of things does not say itself.
    private synchronized void note(Throwable told) {
        var own = UserFrames.of(told);
        thrownAt.putIfAbsent(told, own.isEmpty() ? UserFrames.here() : own);
    }

    /// All that was seen of it. On the loop, once it has ended.
    public synchronized SeenTrigger seen() {
        var why = thrown;
        var calls = new ArrayList<SeenCall>();
        for (var each : begun) {
            var call = each.call();
            calls.add(new SeenCall(call.seen(SeenTrigger.BODY), call.decide(), each.atNanos(), each.where()));
        }
        return new SeenTrigger(
                phase(),
                toldTraceId(),
                dueNanos(),
                endedNanos(),
                failure(),
                why == null ? null : seen("", kindOf(why), why, endedNanos(), endedNanos() - dueNanos()),
                why == null ? List.of() : thrownAt.getOrDefault(why, List.of()),
                calls,
                leftOut);
    }
}
