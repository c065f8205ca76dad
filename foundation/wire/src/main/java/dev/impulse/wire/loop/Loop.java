package dev.impulse.wire.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One event loop: a thread that owns its connections, its share of the work, its timers and its virtual threads.
///
/// [#execute], [#unstarted] and [#stack] may be called from anywhere, the rest from the loop: its own thread, or a
/// virtual thread that it carries. What a virtual thread hands over runs after that thread has yielded.
///
/// What begins goes before what goes on: threads that are started, and requests that are handed over, do not stand
/// behind the thousands of answers that come at once when a server has stood still. Otherwise the generator would be
/// late because the server was.
public final class Loop implements Executor {
    /// So long before something is due the loop stops sleeping: a thread that sleeps is woken 20 to 40 µs late.
    private static final long SPIN_NANOS = 50_000;

    /// So many rounds of ready actions are run before the sockets are looked at again.
    private static final int ROUNDS = 4;

    /// The time is looked at after so many actions, so that a long queue of them does not make what is due late.
    private static final int ACTIONS_BETWEEN_DUE = 8;

    private final SingleThreadIoEventLoop netty;
    private final Scheduling scheduling;
    private final ArrayDeque<Runnable> first = new ArrayDeque<>(64);
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>(1024);
    private final Timers timers = new Timers();
    private final Map<Long, Timeouts> timeouts = new HashMap<>();
    private @Nullable Timeouts timeoutsUsedLast;
    private Work work = Work.NONE;
    private @Nullable Thread thread;

    /// Read by the watchdog, without order: which virtual thread runs now, and how many actions have run.
    @Nullable
    LoopVirtualThread mounted;

    private long actions;
    private boolean inTurn;
    private long readNanos;
    private boolean readTimed;
    private volatile long busyNanos;

    Loop(int number, IoHandlerFactory io, Scheduling scheduling) {
        this.scheduling = scheduling;
        this.netty = new SingleThreadIoEventLoop(
                null, new DefaultThreadFactory(Loops.THREADS + number, true), new LoopIoHandlerFactory(io, this));
    }

    /// The Netty event loop on which channels of this loop are registered.
    public EventLoop eventLoop() {
        return netty;
    }

    /// How its virtual threads are scheduled.
    public Scheduling scheduling() {
        return scheduling;
    }

    /// Gives the loop what it has to do at given times, in place of what it had. On the loop.
    public void work(Work work) {
        this.work = work;
    }

    /// Whether the caller is the loop's thread, or a virtual thread that is mounted on it.
    @SuppressWarnings("ReferenceEquality") // the very thread is meant
    public boolean onLoop() {
        return (scheduling == Scheduling.ON_LOOP ? JdkInternals.currentCarrier() : Thread.currentThread()) == thread;
    }

    /// Runs an action on the loop's thread, soon, and after what was handed over so before from the same place.
    @Override
    public void execute(Runnable action) {
        add(action, ready);
    }

    /// Runs an action on the loop's thread before all that was handed over by [#execute], and after what was handed
    /// over so before from the same place.
    public void executeFirst(Runnable action) {
        add(action, first);
    }

    private void add(Runnable action, ArrayDeque<Runnable> actions) {
        if (onLoop()) {
            actions.add(action);
        } else {
            try {
                netty.execute(() -> actions.add(action));
            } catch (RejectedExecutionException e) {
                // The loop has been closed: nobody waits for what was left over, such as a scenario that went on past
                // the end.
            }
        }
    }

    /// A virtual thread that has not been started: it runs on this loop if the JDK lets it, else on the JVM's own
    /// scheduler.
    public Thread unstarted(Runnable task) {
        return scheduling == Scheduling.ON_LOOP
                ? new LoopVirtualThread(this).unstarted(task)
                : Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(task);
    }

    /// Sets a timer, or sets it anew. On the loop.
    ///
    /// @param dueNanos on the clock of [System#nanoTime]
    public void setTimer(Timer timer, long dueNanos) {
        timers.set(timer, dueNanos);
    }

    /// Takes a timer back; nothing happens if it is not set. On the loop.
    public void cancelTimer(Timer timer) {
        timers.cancel(timer);
    }

    /// The list of timeouts of one length. On the loop.
    public Timeouts timeouts(long lengthNanos) {
        var last = timeoutsUsedLast;
        if (last != null && last.lengthNanos() == lengthNanos) {
            return last; // mostly all requests of a load test have one timeout
        }
        var found = timeouts.computeIfAbsent(lengthNanos, length -> new Timeouts(this, length));
        timeoutsUsedLast = found;
        return found;
    }

    /// When the sockets that are read now were found to be readable: the first of them to ask looks at the clock, those
    /// read after it in the same batch waited since then. Inside a channel's read, on the loop's thread.
    public long readNanos() {
        if (!readTimed) {
            readTimed = true;
            readNanos = System.nanoTime();
        }
        return readNanos;
    }

    /// A batch of sockets is looked for.
    void readsBegin() {
        readTimed = false;
    }

    void began() {
        thread = Thread.currentThread();
        LoopThreadTuning.tuneCurrentThread();
    }

    /// Does what is due, and runs what is ready.
    void turn() {
        inTurn = true;
        long before = actions;
        long begin = doDue();
        for (int round = 0; round < ROUNDS && !ready.isEmpty(); round++) {
            for (int left = ready.size(); left > 0; left--) {
                run(ready.remove());
                runFirst();
                if (left % ACTIONS_BETWEEN_DUE == 0) {
                    doDue();
                }
            }
        }
        inTurn = false;
        if (actions != before) {
            wasBusy(System.nanoTime() - begin);
        }
    }

    /// Called by the loop's thread alone.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void wasBusy(long nanos) {
        busyNanos += nanos;
    }

    /// How long it has worked so far: run actions, and read and written sockets. Sleeping, and looking for I/O before
    /// something is due, is no work. From anywhere.
    public long busyNanos() {
        return busyNanos;
    }

    private void runFirst() {
        for (var next = first.poll(); next != null; next = first.poll()) {
            run(next);
        }
    }

    private void run(Runnable action) {
        actions++;
        try {
            action.run();
        } catch (Throwable e) {
            tell(e);
        }
    }

    /// Starts what is due, and gives the time. What work or a timer throws must not reach Netty, which would end the
    /// loop's thread.
    private long doDue() {
        long now = System.nanoTime();
        try {
            if (work.nextDueNanos() <= now) {
                work.doDue(now);
            }
        } catch (Throwable e) {
            tell(e);
        }
        try {
            if (timers.nextDueNanos() <= now) {
                timers.fireDue(now);
            }
        } catch (Throwable e) {
            tell(e);
        }
        runFirst();
        return now;
    }

    private static void tell(Throwable thrown) {
        var current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
    }

    /// Whether the loop may sleep: nothing is ready, and the time to wake up has not come.
    boolean mayWait() {
        return first.isEmpty() && ready.isEmpty() && wakeNanos() > System.nanoTime();
    }

    /// When the loop must be awake: for what is due a little before, since waking takes its time, and the rest is spent
    /// looking for I/O without waiting. [Long#MAX_VALUE] when nothing is.
    long wakeNanos() {
        long due = work.nextDueNanos();
        return Math.min(due == Long.MAX_VALUE ? due : due - SPIN_NANOS, timers.nextDueNanos());
    }

    /// What it does now: the stack of the virtual thread that it runs, or of its own thread; innermost first. From
    /// anywhere.
    public List<StackTraceElement> stack() {
        var running = mounted;
        @Nullable Thread seen = running == null ? thread : running.thread();
        return seen == null ? List.of() : Arrays.asList(seen.getStackTrace());
    }

    /// How many actions have run: a loop that is in a turn and whose count stands still is hogged. For the watchdog.
    long actions() {
        return actions;
    }

    boolean inTurn() {
        return inTurn;
    }

    @Nullable
    Thread thread() {
        return thread;
    }
}
