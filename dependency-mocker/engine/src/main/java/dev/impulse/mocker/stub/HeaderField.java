package dev.impulse.mocker.stub;

import java.util.regex.Pattern;

/// A header field of an answer.
public record HeaderField(String name, String value) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NOT_IN_A_FIELD = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    public HeaderField {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name of a header field: " + name + " (expected: letters, digits and !#$%&'*+-.^_`|~)");
        }
        if (!isValue(value)) {
            throw new IllegalArgumentException(
                    "value of header field " + name + ": a control character (expected: one line of text)");
        }
    }

    /// Whether a field may be called so.
    public static boolean isName(String name) {
        return TOKEN.matcher(name).matches();
    }

    /// Whether a field may hold this.
    public static boolean isValue(String value) {
        return !NOT_IN_A_FIELD.matcher(value).find();
    }
}
