package dev.impulse.wire.loop;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A virtual thread that runs on a loop, seen by the loop: the thread's scheduler, and the action that runs its
/// continuation.
///
/// The JVM calls [#execute] when the thread may go on, from any thread. The continuation is only queued there, and run
/// between turns of I/O: run inside `unpark` or a selector's callback, with a monitor held by the carrier, it once
/// crashed the JVM.
final class LoopVirtualThread implements Executor, Runnable {
    private final Loop loop;
    private @Nullable Thread thread;
    private @Nullable Runnable continuation;

    LoopVirtualThread(Loop loop) {
        this.loop = loop;
    }

    Thread unstarted(Runnable task) {
        var made = JdkInternals.newVirtualThread(this, task);
        thread = made;
        return made;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    /// A virtual thread inherits the scheduler of the one that starts it, so that this is asked as well to run what
    /// scenarios and their libraries start, such as the JDK's pollers of sockets. They may outlive the loop, and must
    /// not depend on it: they go to the JVM's own scheduler.
    @Override
    @SuppressWarnings("ReferenceEquality") // the very continuation is meant
    public void execute(Runnable continuation) {
        if (this.continuation == null) {
            this.continuation = continuation; // its own comes first, when it is started, and is the same one each time
            loop.executeFirst(this);
        } else if (this.continuation == continuation) {
            loop.execute(this);
        } else {
            JdkInternals.defaultScheduler().execute(continuation);
        }
    }

    @Override
    public void run() {
        var next = continuation;
        if (next != null) {
            loop.mounted = this;
            next.run();
            loop.mounted = null;
        }
    }
}
