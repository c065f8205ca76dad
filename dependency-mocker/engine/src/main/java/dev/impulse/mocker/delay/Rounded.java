package dev.impulse.mocker.delay;

import dev.impulse.schema.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/// Figures of a law as people read them: with three digits.
final class Rounded {

    private static final MathContext DIGITS = new MathContext(3);

    private Rounded() {}

    static String text(long nanos) {
        return Durations.text(
                Duration.ofNanos(BigDecimal.valueOf(nanos).round(DIGITS).longValue()));
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
