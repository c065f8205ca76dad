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

/// Reads what a profile scales, and scales it. For one thread.
final class ProfileReader {

    static final Keys KEYS = Keys.of("rates", "users", "durations");
    static final Pattern FACTOR = Pattern.compile("x\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");

    private static final String EXPECTED = "a factor above 0, such as x 2 or x 0.5";

    /// Null for the file as it is, or when the profile has no factors.
    private final @Nullable Value profile;

    private final @Nullable Scale scale;

    private ProfileReader(@Nullable Value profile, @Nullable Scale scale) {
        this.profile = profile;
        this.scale = scale;
    }

    /// Looks at all of them, and remembers the chosen one.
    ///
    /// @param profiles null when the file has none
    /// @param chosen null for the file as it is
    static ProfileReader of(@Nullable Value profiles, @Nullable String chosen) {
        Section all = profiles == null ? null : profiles.section(Keys.andNames());
        ProfileReader found = new ProfileReader(null, Scale.SAME);
        if (all != null) {
            for (Map.Entry<String, Value> one : all.named().entrySet()) {
                Scale scale = read(one.getValue());
                if (one.getKey().equals(chosen)) {
                    found = new ProfileReader(one.getValue(), scale);
                }
            }
        }
        return found;
    }

    private static @Nullable Scale read(Value value) {
        Section profile = value.section(KEYS);
        return profile == null
                ? null
                : new Scale(
                        profile.optional("rates", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("users", BigDecimal.ONE, ProfileReader::factor),
                        profile.optional("durations", BigDecimal.ONE, ProfileReader::factor));
    }

    /// The phases at the scale of the profile; null after a mistake in it.
    ///
    /// @param phases null after a mistake in them
    @Nullable
    List<Phase> scaled(@Nullable List<Phase> phases) {
        if (profile == null || scale == null || phases == null) {
            return scale == null ? null : phases;
        }
        try {
            return phases.stream().map(scale::of).toList();
        } catch (IllegalArgumentException e) {
            profile.refuse("phases that cannot be scaled so: " + e.getMessage(), "other factors");
            return null;
        }
    }

    /// The hooks at the moments that their phases' scale makes of them.
    List<DefinedHook> scaledHooks(List<DefinedHook> hooks) {
        Scale found = scale;
        return found == null
                ? hooks
                : hooks.stream().map(hook -> hook.at(found.of(hook.at()))).toList();
    }

    private static @Nullable BigDecimal factor(Value value) {
        return value.parsed(EXPECTED, text -> {
            var factor = FACTOR.matcher(text.strip());
            BigDecimal number = factor.matches() ? new BigDecimal(factor.group(1)) : BigDecimal.ZERO;
            return number.signum() > 0 ? number : null;
        });
    }
}
