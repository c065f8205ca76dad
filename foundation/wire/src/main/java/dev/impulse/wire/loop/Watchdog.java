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
        var watches = loops.stream().map(Watch::new).toList();
        while (!closed) {
            LockSupport.parkNanos(patienceNanos / 4);
            long now = System.nanoTime();
            watches.forEach(watch -> watch.look(now));
        }
        long now = System.nanoTime();
        watches.forEach(watch -> watch.moved(now));
    }

    /// What is known of one loop: since when its count has stood still, and, once that is too long, by whose code.
    private final class Watch {
        private final Loop loop;
        private long actions;
        private long sinceNanos = System.nanoTime();
        private @Nullable List<StackTraceElement> hog;

        private Watch(Loop loop) {
            this.loop = loop;
        }

        private void look(long now) {
            if (!loop.inTurn() || loop.actions() != actions) {
                moved(now);
                actions = loop.actions();
                sinceNanos = now;
            } else if (now - sinceNanos >= patienceNanos) {
                if (hog == null) {
                    hog = loop.stack();
                }
                endEndlessWait(loop, actions);
            }
        }

        /// A hog is told when it is over: only then is it known for how long it held the loop.
        private void moved(long now) {
            if (hog != null) {
                report.accept(new Hog(loops.indexOf(loop), Duration.ofNanos(now - sinceNanos), hog));
                hog = null;
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

    /// Ends it, after it has reported what it still had to.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
