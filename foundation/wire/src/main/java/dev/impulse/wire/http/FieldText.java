package dev.impulse.wire.http;

/// What a header field that is sent may be. Any thread.
final class FieldText {

    private FieldText() {}

    /// @throws IllegalArgumentException when it is not a token
    static void checkName(String name) {
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            if (letter >= 0x80 || !Octets.isToken(letter)) {
                throw new IllegalArgumentException(
                        "name of a header field: " + Shown.text(name) + ": " + Shown.character(letter) + " at " + index
                                + " (expected: letters, digits and !#$%&'*+-.^_`|~)");
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "name of a header field: nothing (expected: letters, digits and !#$%&'*+-.^_`|~)");
        }
    }

    /// @return whether all of it is ASCII
    /// @throws IllegalArgumentException when it holds a control character other than tabs
    static boolean checkValue(String name, String value) {
        int all = 0;
        for (int index = 0; index < value.length(); index++) {
            char letter = value.charAt(index);
            all |= letter;
            if (letter < ' ' && letter != '\t' || letter == 0x7f) {
                throw new IllegalArgumentException("value of header field " + name + ": " + Shown.character(letter)
                        + " at " + index + " (expected: no control characters; encode the value)");
            }
        }
        return all < 0x80;
    }
}
