package dev.impulse.wire.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at the loops from a thread of its own: one whose count of actions stands still in the middle of a turn is
/// hogged. If it stands still because a thread that it carries waits for it, that wait is ended. Costs the loops
/// nothing: they count anyway.
final class Watchdog implements AutoCloseable {
    private final List<Loop> loops;
    private final long patienceNanos;
    private final Consumer<Hog> report;
    private final Thread thread;
    private volatile boolean closed;

    Watchdog(List<Loop> loops, Duration patience, Consumer<Hog> report) {
        this.loops = loops;
        this.patienceNanos = patience.toNanos();
        this.report = report;
        this.thread = Thread.ofPlatform().daemon().name("impulse-watchdog").start(this::watch);
    }

    private void watch() {
        var seenActions = new long[loops.size()];
        var sinceNanos = new long[loops.size()];
        var reported = new boolean[loops.size()];
        while (!closed) {
            LockSupport.parkNanos(patienceNanos / 4);
            long now = System.nanoTime();
            for (int number = 0; number < loops.size(); number++) {
                var loop = loops.get(number);
                if (!loop.inTurn() || loop.actions() != seenActions[number] || sinceNanos[number] == 0) {
                    seenActions[number] = loop.actions();
                    sinceNanos[number] = now;
                    reported[number] = false;
                } else if (now - sinceNanos[number] >= patienceNanos) {
                    if (!reported[number]) {
                        reported[number] = true;
                        report.accept(new Hog(number, Duration.ofNanos(now - sinceNanos[number]), loop.stack()));
                    }
                    endEndlessWait(loop, seenActions[number]);
                }
            }
        }
    }

    /// A virtual thread that cannot leave the loop's thread parks it as well. Certain only if the loop's thread is
    /// parked and has run no other action since the wait began: otherwise the virtual thread may have left it by now.
    private static void endEndlessWait(Loop loop, long actions) {
        var mounted = loop.mounted;
        @Nullable Thread waiting = mounted == null ? null : mounted.thread();
        @Nullable Thread carrier = loop.thread();
        if (waiting != null
                && carrier != null
                && LockSupport.getBlocker(waiting) instanceof LoopWait wait
                && isParked(carrier)
                && loop.actions() == actions) {
            wait.wouldNeverEnd();
        }
    }

    private static boolean isParked(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
        };
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
