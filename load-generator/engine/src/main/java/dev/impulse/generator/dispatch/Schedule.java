package dev.impulse.generator.dispatch;

import dev.impulse.generator.plan.Phase;
import java.util.List;

/// When the phases of a load test begin and end, on the clock of [System#nanoTime]. Immutable.
public final class Schedule {
    private final long beginNanos;
    private final List<Phase> phases;
    private final long[] ends;

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

    /// Whether the last phase has ended.
    public boolean isOver(long nowNanos) {
        return phaseAt(nowNanos) == ends.length;
    }
}
