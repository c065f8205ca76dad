package dev.impulse.mocker.listen;

import dev.impulse.mocker.MockPhase;
import java.util.List;

/// The phases on the clock of [System#nanoTime]. Immutable; any thread.
public final class Timeline {
    /// No phase: before the first, behind the last, or there are none.
    public static final int OUTSIDE = -1;

    /// There are no phases.
    public static final Timeline NONE = new Timeline(0, List.of());

    private final List<MockPhase> phases;
    private final long beginNanos;
    private final long[] ends;

    /// @param beginNanos of the first phase
    public Timeline(long beginNanos, List<MockPhase> phases) {
        this.phases = List.copyOf(phases);
        this.beginNanos = beginNanos;
        this.ends = new long[phases.size()];
        long end = beginNanos;
        for (int phase = 0; phase < ends.length; phase++) {
            end += phases.get(phase).length().toNanos();
            ends[phase] = end;
        }
    }

    /// The phase at a moment, by its place, or [#OUTSIDE].
    public int at(long nanos) {
        if (ends.length > 0 && nanos - beginNanos >= 0) {
            for (int phase = 0; phase < ends.length; phase++) {
                if (nanos - ends[phase] < 0) {
                    return phase;
                }
            }
        }
        return OUTSIDE;
    }

    /// All of them.
    public List<MockPhase> phases() {
        return phases;
    }
}
