package dev.impulse.generator.judge;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How figures are written for people, everywhere: three digits or so, thousands set off, the unit after a space.
public final class Figures {

    private static final double NANOS_OF_MILLI = 1e6;
    private static final long TEN_SECONDS = 10_000_000_000L;

    private Figures() {}

    /// A measured time: `0.03 ms`, `1.2 ms`, `1,840 ms`, and from 10 s on `12.5 s`.
    public static String time(long nanos) {
        if (nanos >= TEN_SECONDS) {
            return digits(nanos / 1e9) + " s";
        }
        return digits(nanos / NANOS_OF_MILLI) + " ms";
    }

    /// A measured time.
    public static String time(Duration time) {
        return time(time.toNanos());
    }

    /// How long something was asked to last: `30 s`, `500 ms`, `2 min`, `1 h 30 min`.
    public static String length(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return digits(time.toNanos() / NANOS_OF_MILLI) + " ms";
        }
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return trimmed(String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e9)) + " s";
        }
        var text = new StringBuilder();
        append(text, time.toHours(), "h");
        append(text, time.toMinutesPart(), "min");
        append(text, time.toSecondsPart(), "s");
        return text.toString();
    }

    /// A number of things: `6,000`.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Triggers per second: `200`, `0.5`, `31,000`.
    public static String rate(double perSecond) {
        return digits(perSecond);
    }

    /// A share: `4.1 %`, `0.004 %`. Only what is whole is written as `100 %` or `0 %`.
    public static String percent(double percent) {
        String text = percent > 99 && percent < 100 ? nearlyAll(percent) : digits(percent);
        return text + " %";
    }

    /// An amount of memory: `512 MB`, of a million bytes each.
    public static String bytes(double bytes) {
        var units = List.of("B", "kB", "MB", "GB", "TB");
        int unit = 0;
        double amount = bytes;
        while (amount >= 999.5 && unit < units.size() - 1) {
            amount /= 1000;
            unit++;
        }
        return digits(amount) + " " + units.get(unit);
    }

    /// A value by its unit's name in UCUM, such as `%` or `By`; a number of things for any other.
    public static String value(double value, String unit) {
        return switch (unit) {
            case "%" -> percent(value);
            case "By" -> bytes(value);
            default -> digits(value);
        };
    }

    private static String nearlyAll(double percent) {
        // Rounded down: 99.9996 % is not all.
        return trimmed(String.format(Locale.ROOT, "%.3f", Math.min(percent, 99.999)));
    }

    private static String digits(double value) {
        if (value == 0) {
            return "0";
        }
        int decimals = value >= 99.95 ? 0 : value >= 0.995 ? 1 : value >= 0.00995 ? 2 : value >= 0.001 ? 3 : 6;
        String text = trimmed(String.format(Locale.ROOT, "%,." + decimals + "f", value));
        return text.equals("0") ? "< 0.000001" : text;
    }

    private static String trimmed(String digits) {
        return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
        }
    }
}
