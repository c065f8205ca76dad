package dev.impulse.ci.define;

import dev.impulse.schema.Value;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of test cases and phases: gates name them, so they are one word.
final class Names {

    static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");
    static final String EXPECTED = "a word of letters, digits, - and _ that begins with a letter";

    private Names() {}

    static boolean fits(String name) {
        return NAME.matcher(name).matches();
    }

    static @Nullable String read(Value value, String what) {
        return value.parsed("a " + what + "'s name: " + EXPECTED, text -> fits(text) ? text : null);
    }
}
