package dev.impulse.wire.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at the loops from a thread of its own: one whose count of actions stands still in the middle of a turn is
/// hogged. Costs the loops nothing: they count anyway.
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
                } else if (!reported[number] && now - sinceNanos[number] >= patienceNanos) {
                    reported[number] = true;
                    report.accept(new Hog(number, Duration.ofNanos(now - sinceNanos[number]), stackOf(loop)));
                }
            }
        }
    }

    private static List<StackTraceElement> stackOf(Loop loop) {
        var mounted = loop.mounted;
        @Nullable Thread thread = mounted == null ? loop.thread() : mounted.thread();
        return thread == null ? List.of() : Arrays.asList(thread.getStackTrace());
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
