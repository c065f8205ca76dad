package dev.impulse.mocker.stub;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// Shares of a whole, from 0 to 1, as people write them: `2 %`, `0.5%`.
public final class Share {

    /// What to tell when a text is none.
    public static final String EXPECTED = "a share such as 2 %, from 0 % to 100 %";

    private Share() {}

    /// @return null when the text is none
    public static @Nullable Double parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.endsWith("%") || trimmed.length() > 20) {
            return null;
        }
        try {
            double share = new BigDecimal(
                            trimmed.substring(0, trimmed.length() - 1).strip())
                    .movePointLeft(2)
                    .doubleValue();
            return share >= 0 && share <= 1 ? share : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Such as `2 %`.
    public static String text(double share) {
        return new BigDecimal(share, new MathContext(6))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
