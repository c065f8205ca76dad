package dev.impulse.generator.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;

/// Durations as people write them: `300 ms`, `2 s`, `1.5s`, `1m 30s`, `500 us`, `2 h`.
public final class DurationText {

    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

    private DurationText() {}

    /// Writes a duration so that [#parse] reads the same: `300ms`, `1.5s`, `1h 30m`.
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 && duration.isPositive()) {
            return plain(BigDecimal.valueOf(duration.toNanos(), 6)) + "ms";
        }
        var parts = new ArrayList<String>();
        if (duration.toHours() > 0) {
            parts.add(duration.toHours() + "h");
        }
        if (duration.toMinutesPart() > 0) {
            parts.add(duration.toMinutesPart() + "m");
        }
        var seconds = BigDecimal.valueOf(duration.toNanos(), 9).remainder(MINUTE);
        if (seconds.signum() > 0 || parts.isEmpty()) {
            parts.add(plain(seconds) + "s");
        }
        return String.join(" ", parts);
    }

    private static String plain(BigDecimal number) {
        var digits = number.stripTrailingZeros();
        return digits.setScale(Math.max(0, digits.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /// @throws MalformedText when it is none
    public static Duration parse(String text) {
        var line = new LineReader(text);
        var duration = line.duration();
        line.end("nothing after the duration "
                + text.substring(0, line.column() - 1).strip());
        return duration;
    }
}
