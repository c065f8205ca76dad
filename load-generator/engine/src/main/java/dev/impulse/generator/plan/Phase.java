package dev.impulse.generator.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A stretch of a load test.
///
/// @param name unique within the load test; the kind's name when nothing else is said
/// @param lasting how long; above 0, at most 365 days
/// @param demands what it asks of each test case, by the test case's name; a test case that is not named rests
public record Phase(String name, Kind kind, Duration lasting, Map<String, Demand> demands) {

    private static final Duration LONGEST = Duration.ofDays(365);

    /// What a phase is for.
    public enum Kind {
        /// Run and shown, never judged.
        WARM_UP("warm-up"),
        /// The load of every day.
        STEADY("steady"),
        /// The load that must be withstood.
        PEAK("peak");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// As written in files and on the terminal.
        public String text() {
            return text;
        }
    }

    public Phase {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: a name, such as steady)");
        }
        if (lasting.isZero() || lasting.isNegative() || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lasting: " + lasting + " (expected: above 0, at most 365 days)");
        }
        demands = Collections.unmodifiableMap(new LinkedHashMap<>(demands));
    }
}
