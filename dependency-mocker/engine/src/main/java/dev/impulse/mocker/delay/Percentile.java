package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A duration below which a share of all lie.
///
/// @param share above 0, below 1
public record Percentile(double share, Duration time) {

    private static final Pattern WORD = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,4})?)");

    public Percentile {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: above 0, below 1)");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("percentile: " + Durations.text(time) + " (expected: above 0)");
        }
    }

    /// The share that a word such as `p95` or `p99.9` stands for; null when it is none.
    public static @Nullable Double shareOf(String word) {
        var percent = WORD.matcher(word);
        if (!percent.matches()) {
            return null;
        }
        double share = new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue();
        return share > 0 ? share : null;
    }

    /// Such as `p99.9 2 s`.
    public String text() {
        return word(share) + " " + Durations.text(time);
    }

    static String word(double share) {
        return "p"
                + BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
