package dev.impulse.generator.log;

import dev.impulse.generator.Result.LoggedInterval;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// How wide the log's intervals are: a second, and wider where in any hour of the run the log would else become larger
/// than it may. What was written in the last minute says what the rest of the hour will take. They do not become
/// narrower again. One thread.
final class LogWidth {
    private static final long HOUR = 3600;
    private static final long LOOKS_BACK = 60;
    private static final long PATIENCE = 10;
    private static final int[] WIDTHS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600};

    private final long lasts;
    private final long bytesAnHour;
    private final List<LoggedInterval> used = new ArrayList<>();
    private final Deque<Written> recent = new ArrayDeque<>();
    private int width = WIDTHS[0];
    private long hour;
    private long inHour;

    private record Written(long from, long to, long bytes) {}

    /// @param lasts seconds, of all phases
    LogWidth(long lasts, long bytesAnHour) {
        this.lasts = lasts;
        this.bytesAnHour = bytesAnHour;
        used.add(new LoggedInterval(Duration.ZERO, Duration.ofSeconds(width)));
    }

    /// In seconds.
    int seconds() {
        return width;
    }

    /// Those that were used, and from when.
    List<LoggedInterval> used() {
        return List.copyOf(used);
    }

    /// Takes note of an interval that was written, in seconds since the first phase's begin.
    ///
    /// @param next the first second that no interval holds yet
    void written(long from, long to, long bytes, long next) {
        long now = to / HOUR;
        if (now != hour) {
            hour = now;
            inHour = 0;
        }
        inHour += bytes;
        recent.addLast(new Written(from, to, bytes));
        while (recent.getFirst().to() <= to - LOOKS_BACK && recent.size() > 1) {
            recent.removeFirst();
        }
        long looked = to - recent.getFirst().from();
        if (looked >= Math.min(PATIENCE, lasts)) {
            look(to, next, (double) recent.stream().mapToLong(Written::bytes).sum() / looked);
        }
    }

    private void look(long to, long next, double bytesASecond) {
        double toCome = bytesASecond * Math.max(0, Math.min((hour + 1) * HOUR, lasts) - to);
        double room = Math.max(1, bytesAnHour - inHour);
        if (toCome > room) {
            widen(width * toCome / room, next);
        }
    }

    private void widen(double wanted, long next) {
        int wider = WIDTHS[WIDTHS.length - 1];
        for (int index = WIDTHS.length - 1; index >= 0 && WIDTHS[index] >= wanted; index--) {
            wider = WIDTHS[index];
        }
        if (wider > width) {
            width = wider;
            recent.clear();
            used.add(new LoggedInterval(Duration.ofSeconds(next), Duration.ofSeconds(width)));
        }
    }
}
