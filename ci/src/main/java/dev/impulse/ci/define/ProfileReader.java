package dev.impulse.ci.define;

import dev.impulse.generator.plan.Scale;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a profile scales.
final class ProfileReader {

    static final Keys KEYS = Keys.of("rates", "users", "durations");
    static final Pattern FACTOR = Pattern.compile("x\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");

    private static final String EXPECTED = "a factor above 0, such as x 2 or x 0.5";

    private ProfileReader() {}

    static @Nullable Scale read(Value value) {
        Section profile = value.section(KEYS);
        return profile == null
                ? null
                : new Scale(
                        profile.optional("rates", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("users", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("durations", BigDecimal.ONE, ProfileReader::factor));
    }

    private static @Nullable BigDecimal factor(Value value) {
        return value.parsed(EXPECTED, text -> {
            var factor = FACTOR.matcher(text.strip());
            BigDecimal number = factor.matches() ? new BigDecimal(factor.group(1)) : BigDecimal.ZERO;
            return number.signum() > 0 ? number : null;
        });
    }
}
