package dev.impulse.generator.send;

import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.LoopWait;
import dev.impulse.wire.loop.Timer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Think time on the loop's own timer: a sleeping virtual thread would be woken by way of another thread.
final class Pause extends Timer implements LoopWait {
    private final Thread sleeper = Thread.currentThread();
    private boolean over;
    private volatile boolean endless;

    private Pause() {}

    /// Lets the current thread wait.
    static void of(Duration time, Loop loop) {
        if (!loop.onLoop()) {
            sleep(time);
            return;
        }
        var pause = new Pause();
        loop.setTimer(pause, System.nanoTime() + time.toNanos());
        while (!pause.over) {
            LockSupport.park(pause);
            if (pause.endless) {
                loop.cancelTimer(pause);
                throw new IllegalStateException(Stranded.reason("the end of a pause"));
            }
            if (Thread.currentThread().isInterrupted()) {
                loop.cancelTimer(pause);
                throw new Interruption();
            }
        }
    }

    @Override
    protected void fire() {
        over = true;
        LockSupport.unpark(sleeper);
    }

    @Override
    public void wouldNeverEnd() {
        endless = true;
        LockSupport.unpark(sleeper);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption();
        }
    }
}
