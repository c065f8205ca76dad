package dev.impulse.mocker.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// The one form in which paths are compared: what a segment may hold as it is (RFC 3986, `pchar`) stands there as it
/// is, every other byte is percent-encoded in capitals. `/caf%c3%a9`, `/café` and `/%63af%C3%A9` are the same.
final class PathForm {

    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();
    private static final boolean[] AS_IT_IS = new boolean[128];

    static {
        for (char letter = 0; letter < 128; letter++) {
            boolean alphanumeric = Character.isLetterOrDigit(letter);
            AS_IT_IS[letter] = alphanumeric || "-._~!$&'()*+,;=:@/".indexOf(letter) >= 0;
        }
    }

    private PathForm() {}

    /// The path of a request's target: without query, and without scheme and host where it has them.
    static String ofTarget(String target) {
        int begin = 0;
        if (!target.startsWith("/")) {
            int authority = target.indexOf("://");
            int slash = authority < 0 ? 0 : target.indexOf('/', authority + 3);
            if (slash < 0) {
                return "/";
            }
            begin = slash;
        }
        boolean same = true;
        int end = begin;
        while (end < target.length()) {
            char letter = target.charAt(end);
            if (letter == '?' || letter == '#') {
                break;
            }
            same &= letter < 128 && AS_IT_IS[letter];
            end++;
        }
        String path = target.substring(begin, end);
        return same ? path : encoded(path);
    }

    /// A path, or a part of one.
    static String of(String path) {
        for (int index = 0; index < path.length(); index++) {
            if (path.charAt(index) >= 128 || !AS_IT_IS[path.charAt(index)]) {
                return encoded(path);
            }
        }
        return path;
    }

    private static String encoded(String path) {
        var form = new StringBuilder(path.length() + 16);
        for (int index = 0; index < path.length(); ) {
            int letter = path.codePointAt(index);
            int octet = letter == '%' ? PercentDecoding.octet(path, index + 1) : -1;
            if (octet >= 0) {
                append((byte) octet, octet >= 0x80 || octet == '/' || !AS_IT_IS[octet], form);
                index += 3;
            } else {
                for (byte each : Character.toString(letter).getBytes(UTF_8)) {
                    append(each, each < 0 || !AS_IT_IS[each], form);
                }
                index += Character.charCount(letter);
            }
        }
        return form.toString();
    }

    private static void append(byte octet, boolean encode, StringBuilder form) {
        if (encode) {
            form.append('%');
            HEXADECIMAL.toHexDigits(form, octet);
        } else {
            form.append((char) octet);
        }
    }
}
