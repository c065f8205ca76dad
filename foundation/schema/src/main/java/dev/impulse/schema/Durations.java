package dev.impulse.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as people write them: `300 ms`, `10s`, `1.5 s`, `1m 30s`, `2 h`.
public final class Durations {

    /// What to tell when a text is none.
    public static final String EXPECTED = "a duration such as 300 ms, 10 s or 1m 30s";

    private static final Pattern PART =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ns|us|µs|μs|ms|s|min|m|h|d)(?:\\s+|$|(?=\\d))");
    private static final BigDecimal LONGEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private Durations() {}

    /// Reads a duration: one or more numbers with a unit of ns, us (or µs), ms, s, m (or min), h or d, from the larger
    /// unit to the smaller.
    ///
    /// @return null when the text is none, is finer than a nanosecond, or is longer than 292 years
    public static @Nullable Duration parse(String text) {
        String trimmed = text.strip();
        var part = PART.matcher(trimmed);
        BigDecimal nanos = BigDecimal.ZERO;
        long lastUnit = Long.MAX_VALUE;
        int end = 0;
        while (end < trimmed.length() && part.find(end) && part.start() == end) {
            long unit = nanosOf(part.group(2));
            if (unit >= lastUnit) {
                return null;
            }
            lastUnit = unit;
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            end = part.end();
        }
        boolean whole = nanos.stripTrailingZeros().scale() <= 0;
        if (trimmed.isEmpty() || end < trimmed.length() || !whole || nanos.compareTo(LONGEST_NANOS) > 0) {
            return null;
        }
        return Duration.ofNanos(nanos.longValueExact());
    }

    /// Writes a duration so that [#parse] reads the same: `300 ms`, `1.5 s`, `1m 30s`, `2h`. One below 0 gets a `-`.
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds >= 60) {
            return clock(duration);
        }
        long nanos = duration.toNanos();
        if (seconds > 0 || nanos == 0) {
            return decimal(nanos, 9) + " s";
        }
        return nanos >= 1_000_000
                ? decimal(nanos, 6) + " ms"
                : nanos >= 1_000 ? decimal(nanos, 3) + " µs" : nanos + " ns";
    }

    private static String clock(Duration duration) {
        var text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append("h ");
        }
        if (duration.toMinutesPart() > 0) {
            text.append(duration.toMinutesPart()).append("m ");
        }
        long rest = duration.toSecondsPart() * 1_000_000_000L + duration.toNanosPart();
        if (rest > 0) {
            text.append(decimal(rest, 9)).append('s');
        }
        return text.toString().strip();
    }

    private static String decimal(long nanos, int scale) {
        BigDecimal value = BigDecimal.valueOf(nanos, scale).stripTrailingZeros();
        return value.setScale(Math.max(0, value.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException("unit: " + unit);
        };
    }
}
