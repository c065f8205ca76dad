package dev.impulse.generator.worker;

import dev.impulse.wire.loop.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How busy each loop was, second by second. Looked at by the thread that runs the phases, about ten times a second: a
/// second's end is met to a tenth, and shares are of the time that truly passed.
final class LoopLoad {
    private static final long SECOND = 1_000_000_000;

    private final List<Loop> loops;
    private final List<double[]> seconds = new ArrayList<>();
    private final long[] before;
    private long since;
    private boolean begun;

    LoopLoad(List<Loop> loops) {
        this.loops = List.copyOf(loops);
        this.before = new long[loops.size()];
    }

    /// Takes note of the seconds that have ended.
    ///
    /// @param sinceBegin nanoseconds since the first phase began
    void look(long sinceBegin) {
        if (sinceBegin < 0 || !begun) {
            take(sinceBegin);
            begun = true;
        } else if (sinceBegin / SECOND > seconds.size()) {
            var shares = take(sinceBegin);
            while (seconds.size() < sinceBegin / SECOND) {
                seconds.add(shares);
            }
        }
    }

    private double[] take(long now) {
        var shares = new double[loops.size()];
        for (int loop = 0; loop < shares.length; loop++) {
            long busy = loops.get(loop).busyNanos();
            shares[loop] = Math.clamp((double) (busy - before[loop]) / Math.max(1, now - since), 0, 1);
            before[loop] = busy;
        }
        since = now;
        return shares;
    }

    /// The busiest loop's share of a second; 0 of one that was not looked at.
    double busiest(long second) {
        return second < seconds.size()
                ? Arrays.stream(seconds.get((int) second)).max().orElse(0)
                : 0;
    }
}
