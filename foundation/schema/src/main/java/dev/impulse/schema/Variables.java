package dev.impulse.schema;

import java.util.Map;

/// What variables in a file's values stand for: `${NAME}`, `${env.NAME}` and `${secret.NAME}`.
///
/// @param given those that the call gives: they go before what the file itself says
/// @param environment the environment's variables
/// @param secrets what is never shown; goes before the environment for `${secret.NAME}`
public record Variables(Map<String, String> given, Map<String, String> environment, Map<String, String> secrets) {

    /// What a secret has at least: a shorter one cannot be told from other text, so it cannot be hidden.
    public static final int SHORTEST_SECRET = 4;

    public Variables {
        given = Map.copyOf(given);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    /// Nothing is given, and nothing is in the environment.
    public static Variables none() {
        return new Variables(Map.of(), Map.of(), Map.of());
    }

    /// Does not show what they stand for.
    @Override
    public String toString() {
        return "variables " + given.keySet() + ", secrets " + secrets.keySet();
    }
}
