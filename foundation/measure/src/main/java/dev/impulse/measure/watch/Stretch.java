package dev.impulse.measure.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A stretch of a load test.
///
/// @param fromNanos since the load test's begin
/// @param toNanos since the load test's begin; not before `fromNanos`
public record Stretch(long fromNanos, long toNanos) {
    private static final long SECOND = 1_000_000_000L;

    /// What is shorter is a moment, to who reads it in seconds.
    private static final long MOMENT = SECOND * 9 / 10;

    private static final int TOLD = 3;

    public Stretch {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("toNanos: " + toNanos + " (expected: at least " + fromNanos + ")");
        }
    }

    public long lengthNanos() {
        return toNanos - fromNanos;
    }

    /// For how long two stretches coincide.
    long sharedNanos(Stretch other) {
        return Math.max(0, Math.min(toNanos, other.toNanos) - Math.max(fromNanos, other.fromNanos));
    }

    /// `from 00:31 to 00:44`; of a moment only when it began: `at 00:31`.
    public String text() {
        var from = clock(fromNanos);
        var to = clock(toNanos);
        return lengthNanos() < MOMENT || from.equals(to) ? "at " + from : "from " + from + " to " + to;
    }

    /// The first of them, and how many more there are.
    public static String text(List<Stretch> stretches) {
        var first = stretches.stream().limit(TOLD).map(Stretch::text).collect(Collectors.joining(", "));
        int more = stretches.size() - TOLD;
        return more <= 0 ? first : first + " and " + more + (more == 1 ? " more time" : " more times");
    }

    /// Puts together what follows on one another.
    ///
    /// @param stretches in order of their begins
    /// @param gapNanos so long they may be apart
    public static List<Stretch> joined(List<Stretch> stretches, long gapNanos) {
        var joined = new ArrayList<Stretch>();
        for (var stretch : stretches) {
            if (!joined.isEmpty() && stretch.fromNanos - joined.getLast().toNanos <= gapNanos) {
                var last = joined.removeLast();
                joined.add(new Stretch(last.fromNanos, Math.max(last.toNanos, stretch.toNanos)));
            } else {
                joined.add(stretch);
            }
        }
        return List.copyOf(joined);
    }

    private static String clock(long nanos) {
        long seconds = Math.floorDiv(nanos, SECOND);
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
