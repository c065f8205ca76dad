package dev.impulse.mocker.stub;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Numbers in calls, as JSON's or as text.
final class Figure {

    /// Short, since comparing numbers of a thousand digits, or with such an exponent, would take a loop's time.
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]{1,40}(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?");

    private Figure() {}

    /// The number that a value is; null when it is none.
    static @Nullable BigDecimal of(JsonNode value) {
        if (!value.isNumber() && !value.isString()) {
            return null;
        }
        String text = value.asString();
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
