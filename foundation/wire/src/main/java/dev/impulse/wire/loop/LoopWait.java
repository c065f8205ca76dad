package dev.impulse.wire.loop;

/// What a virtual thread of a loop waits for if only the loop can bring it about. It is the blocker of the thread's
/// wait, as of [java.util.concurrent.locks.LockSupport#park(Object)].
public interface LoopWait {

    /// The wait would never end: native code or a class initialiser is on the thread's stack, so that it cannot leave
    /// the loop's thread, which waits with it. Wakes the waiting thread and makes it give up. Called by the watchdog's
    /// thread, perhaps more than once.
    void wouldNeverEnd();
}
