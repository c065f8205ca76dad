package dev.impulse.wire.http;

import java.nio.charset.StandardCharsets;

/// Writes text where only some ASCII is allowed: its UTF-8 bytes, those not allowed as `%` and two hexadecimal digits.
/// Any thread.
///
/// ```java
/// PercentEncoding.QUERY.parameter("q", "blue shoes", query);     // q=blue%20shoes
/// ```
///
/// A surrogate without its other half becomes U+FFFD.
@SuppressWarnings("ImmutableEnumChecker") // its table is written when it is made, and never after
public enum PercentEncoding {
    /// A segment of a path (RFC 3986, section 3.3): `/` is encoded.
    PATH_SEGMENT("-._~!$&'()*+,;=:@", false),
    /// A name or value in a query: all but RFC 3986's unreserved characters is encoded, so that every server reads the
    /// same.
    QUERY("-._~", false),
    /// A name or value in `application/x-www-form-urlencoded`, as the WHATWG's URL standard says: a space becomes `+`.
    FORM("*-._", true);

    private static final char[] HEXADECIMAL = "0123456789ABCDEF".toCharArray();

    private final String marks;
    private final boolean plusForSpace;

    PercentEncoding(String marks, boolean plusForSpace) {
        this.marks = marks;
        this.plusForSpace = plusForSpace;
    }

    /// The text, encoded.
    public String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(text, out);
        return out.toString();
    }

    /// Appends `name=value`, behind an `&` unless it is the first.
    ///
    /// @param out holds nothing but parameters so far
    public void parameter(String name, String value, StringBuilder out) {
        if (!out.isEmpty()) {
            out.append('&');
        }
        append(name, out);
        out.append('=');
        append(value, out);
    }

    /// Appends the text, encoded.
    public void append(String text, StringBuilder out) {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            char letter = text.charAt(index);
            if (isAllowed(letter)) {
                out.append(letter);
            } else if (letter == ' ' && plusForSpace) {
                out.append('+');
            } else if (letter < 0x80) {
                octet(letter, out);
            } else {
                int codePoint = text.codePointAt(index);
                index += Character.charCount(codePoint) - 1;
                beyondAscii(codePoint, out);
            }
        }
    }

    private boolean isAllowed(char letter) {
        boolean small = letter >= 'a' && letter <= 'z';
        boolean capital = letter >= 'A' && letter <= 'Z';
        boolean digit = letter >= '0' && letter <= '9';
        return small || capital || digit || marks.indexOf(letter) >= 0;
    }

    private static void beyondAscii(int codePoint, StringBuilder out) {
        boolean alone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        String whole = alone ? "\uFFFD" : Character.toString(codePoint);
        for (byte octet : whole.getBytes(StandardCharsets.UTF_8)) {
            octet(octet & 0xff, out);
        }
    }

    private static void octet(int octet, StringBuilder out) {
        out.append('%').append(HEXADECIMAL[octet >> 4]).append(HEXADECIMAL[octet & 15]);
    }
}
