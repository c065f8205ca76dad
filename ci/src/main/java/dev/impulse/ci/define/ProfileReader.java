package dev.impulse.ci.define;

import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Scale;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a profile scales.
final class ProfileReader {

    static final Keys KEYS = Keys.of("rates", "users", "durations");
    static final Pattern FACTOR = Pattern.compile("x\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");

    private static final String EXPECTED = "a factor above 0, such as x 2 or x 0.5";

    private ProfileReader() {}

    private static @Nullable Scale read(Value value) {
        Section profile = value.section(KEYS);
        return profile == null
                ? null
                : new Scale(
                        profile.optional("rates", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("users", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("durations", BigDecimal.ONE, ProfileReader::factor));
    }

    /// The phases at the scale of a profile; null after a mistake, which each profile may have.
    ///
    /// @param phases null after a mistake in them
    /// @param profiles null when the file has none
    /// @param chosen null for the phases as they are
    static @Nullable List<Phase> scaled(
            @Nullable List<Phase> phases, @Nullable Value profiles, @Nullable String chosen) {
        Section all = profiles == null ? null : profiles.section(Keys.andNames());
        if (all == null) {
            return phases;
        }
        List<Phase> scaled = phases;
        for (Map.Entry<String, Value> profile : all.named().entrySet()) {
            Scale scale = read(profile.getValue());
            if (profile.getKey().equals(chosen)) {
                scaled = scale == null || phases == null ? null : scaled(phases, scale, profile.getValue());
            }
        }
        return scaled;
    }

    private static @Nullable List<Phase> scaled(List<Phase> phases, Scale scale, Value profile) {
        try {
            return phases.stream().map(scale::of).toList();
        } catch (IllegalArgumentException e) {
            profile.refuse("phases that cannot be scaled so: " + e.getMessage(), "other factors");
            return null;
        }
    }

    private static @Nullable BigDecimal factor(Value value) {
        return value.parsed(EXPECTED, text -> {
            var factor = FACTOR.matcher(text.strip());
            BigDecimal number = factor.matches() ? new BigDecimal(factor.group(1)) : BigDecimal.ZERO;
            return number.signum() > 0 ? number : null;
        });
    }
}
