package dev.impulse.generator.dispatch;

import dev.impulse.generator.plan.Phase;
import java.util.List;

/// When the phases of a load test begin and end, on the clock of [System#nanoTime]. Any thread; it changes when
/// the load test is cut off.
public final class Schedule {
    private final long beginNanos;
    private final List<Phase> phases;
    private final long[] ends;
    private volatile long cutNanos = Long.MAX_VALUE;

    /// @param beginNanos when the first phase begins
    public Schedule(long beginNanos, List<Phase> phases) {
        this.beginNanos = beginNanos;
        this.phases = List.copyOf(phases);
        this.ends = new long[phases.size()];
        long end = 0;
        for (int phase = 0; phase < ends.length; phase++) {
            end += phases.get(phase).lasting().toNanos();
            ends[phase] = end;
        }
    }

    /// When the first phase begins.
    public long beginNanos() {
        return beginNanos;
    }

    /// The phases, in order.
    public List<Phase> phases() {
        return phases;
    }

    /// The phase that runs at a time, from 0; the number of phases when all are over.
    public int phaseAt(long nowNanos) {
        if (nowNanos - beginNanos >= cutNanos) {
            return ends.length;
        }
        int phase = 0;
        while (phase < ends.length && nowNanos - beginNanos >= ends[phase]) {
            phase++;
        }
        return phase;
    }

    /// When a phase begins, in nanoseconds since the first one did.
    public long beginOf(int phase) {
        return phase == 0 ? 0 : ends[phase - 1];
    }

    /// When a phase ends, in nanoseconds since the first one began; [Long#MAX_VALUE] for the time after the last.
    public long endOf(int phase) {
        return phase < ends.length ? ends[phase] : Long.MAX_VALUE;
    }

    /// Whether the last phase has ended, or the load test was cut off.
    public boolean isOver(long nowNanos) {
        return phaseAt(nowNanos) == ends.length;
    }

    /// Cuts the load test off: what is due from that moment on is not planned any more. Called a little before that
    /// moment, so that no loop has started what is due after it.
    ///
    /// @param atNanos on the clock of [System#nanoTime]; nothing happens if all phases are over by then
    public void cut(long atNanos) {
        long sinceBegin = Math.max(0, atNanos - beginNanos);
        if (sinceBegin < ends[ends.length - 1]) {
            cutNanos = Math.min(cutNanos, sinceBegin);
        }
    }

    /// When it was cut off, in nanoseconds since the first phase began; [Long#MAX_VALUE] when it was not.
    public long cutNanos() {
        return cutNanos;
    }

    /// When the phases end, in nanoseconds since the first one began.
    public long lastsNanos() {
        return Math.min(cutNanos, ends[ends.length - 1]);
    }
}
