package dev.impulse.mocker.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Reads percent-encoded text. A `%` without two hexadecimal digits stands for itself, and bytes that are not UTF-8
/// become U+FFFD.
final class PercentDecoding {

    private PercentDecoding() {}

    /// A part of a path.
    static String ofPath(String text) {
        return text.indexOf('%') < 0 ? text : decoded(text);
    }

    /// A name or value in a query.
    static String ofForm(String text) {
        return ofPath(text.replace('+', ' '));
    }

    /// The byte that two digits stand for; below 0 when they do not stand at that index.
    static int octet(CharSequence text, int index) {
        if (index + 1 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(index));
        int low = digit(text.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            int octet = octet(text, at + 1);
            if (octet >= 0) {
                bytes.writeBytes(text.substring(from, at).getBytes(UTF_8));
                bytes.write(octet);
                from = at + 3;
                at += 2;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(UTF_8));
        return bytes.toString(UTF_8);
    }

    private static int digit(char letter) {
        return letter < 0x80 ? Character.digit(letter, 16) : -1;
    }
}
