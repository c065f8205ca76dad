package dev.impulse.ci.define;

import dev.impulse.schema.Variables;
import org.jspecify.annotations.Nullable;

/// What a call says beside the load test's file.
///
/// @param profile the file's profile that is to be run; null for the file as it is
public record Given(Variables variables, @Nullable String profile) {

    /// Nothing, not even an environment.
    public static final Given NOTHING = new Given(Variables.none(), null);
}
