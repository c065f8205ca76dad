package dev.impulse.ci.run;

import dev.impulse.ci.define.DefinedHook;
import dev.impulse.generator.Marker;
import dev.impulse.generator.Marker.Outcome;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Secrets;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the hooks of a load test, each at its moment and on a thread of its own, and remembers when they were. What is
/// not over when the load test is, is cut off. Any thread.
final class Hooks implements Witness, AutoCloseable {
    private static final Duration LET_GO = Duration.ofSeconds(10);

    private final List<DefinedHook> hooks;
    private final List<Phase> phases;
    private final HookWork work;
    private final Stop stop;
    private final Consumer<String> lines;
    private final Secrets secrets;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Going> going = new ArrayList<>();
    private final List<Marker> markers = new ArrayList<>();
    private boolean over;

    /// One that has begun and is not over.
    private record Going(DefinedHook hook, long fromNanos) {}

    /// @param stop ends the load test when one fails that may not
    /// @param lines is told of each that is over
    Hooks(
            List<DefinedHook> hooks,
            List<Phase> phases,
            HookWork work,
            Stop stop,
            Consumer<String> lines,
            Secrets secrets) {
        this.hooks = List.copyOf(hooks);
        this.phases = List.copyOf(phases);
        this.work = work;
        this.stop = stop;
        this.lines = lines;
        this.secrets = secrets;
    }

    /// The names of those that go on now, in the order in which they began.
    synchronized List<String> now() {
        return going.stream().map(one -> one.hook().name()).toList();
    }

    @Override
    public synchronized void begins(Instant at, long nanos) {
        for (DefinedHook hook : hooks) {
            for (Duration moment : hook.moments(phases)) {
                threads.add(Thread.ofPlatform()
                        .name("impulse-hook-" + hook.name())
                        .daemon()
                        .start(() -> run(hook, nanos, nanos + moment.toNanos())));
            }
        }
    }

    private void run(DefinedHook hook, long beginNanos, long dueNanos) {
        try {
            await(dueNanos);
            Going begun = began(hook, beginNanos);
            if (begun != null) {
                HookWork.Came came = work.of(hook);
                ended(begun, came, System.nanoTime() - beginNanos);
            }
        } catch (InterruptedException cutOff) {
            // The load test is over, and knows that this was not.
        }
    }

    private static void await(long dueNanos) throws InterruptedException {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private synchronized @Nullable Going began(DefinedHook hook, long beginNanos) {
        if (over) {
            return null;
        }
        Going begun = new Going(hook, System.nanoTime() - beginNanos);
        going.add(begun);
        return begun;
    }

    private void ended(Going begun, HookWork.Came came, long toNanos) {
        DefinedHook hook = begun.hook();
        String detail = secrets.hiddenIn(came.detail());
        synchronized (this) {
            if (over) {
                return; // it was cut off a moment ago
            }
            going.remove(begun);
            markers.add(marker(begun, toNanos, came.done() ? Outcome.DONE : Outcome.FAILED, detail));
        }
        lines.accept("hook %s %s, from %.1f s to %.1f s: %s%s"
                .formatted(
                        hook.name(),
                        came.done() ? "done" : hook.mayFail() ? "failed, as it may" : "failed",
                        begun.fromNanos() / 1e9,
                        toNanos / 1e9,
                        detail,
                        came.lines().isEmpty() ? "" : "\n" + came.lines()));
        if (!came.done() && !hook.mayFail()) {
            stop.request("because the hook " + hook.name() + " failed");
        }
    }

    private static Marker marker(Going begun, long toNanos, Outcome outcome, String detail) {
        return new Marker(
                begun.hook().name(),
                Duration.ofNanos(begun.fromNanos()),
                Duration.ofNanos(Math.max(begun.fromNanos(), toNanos)),
                outcome,
                detail,
                begun.hook().mayFail());
    }

    @Override
    public Testimony ended(List<PhaseTimes> phaseTimes) {
        Duration end =
                phaseTimes.isEmpty() ? Duration.ZERO : phaseTimes.getLast().end();
        List<Marker> all;
        synchronized (this) {
            over = true;
            going.forEach(
                    one -> markers.add(marker(one, end.toNanos(), Outcome.CUT_OFF, "not over when the load test was")));
            going.clear();
            all = markers.stream().sorted(Comparator.comparing(Marker::from)).toList();
        }
        close();
        return Testimony.of(all);
    }

    /// Lets go of those that are not over; what they started ends with the run.
    @Override
    public void close() {
        List<Thread> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(threads);
            threads.clear();
        }
        left.forEach(Thread::interrupt);
        long until = System.nanoTime() + LET_GO.toNanos();
        boolean interrupted = false;
        for (Thread thread : left) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
