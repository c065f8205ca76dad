package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;

/// The first line of a request: a method, a space, a target, a space, a version (RFC 9112, section 3). Any thread.
final class RequestLine {

    private static final long HTTP_1_1 = Octets.constant("HTTP/1.1");
    private static final long NAME_AND_DOT = 0x00ff_00ff_ffff_ffffL;
    private static final int VERSION_LENGTH = 8;
    private static final int LONGEST_METHOD = 64;
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"};

    private RequestLine() {}

    /// @return where the fields start, or [HeadReader#MORE] or [HeadReader#WRONG]
    static int read(RequestHead head, HeadReader reader) {
        byte[] bytes = head.bytes;
        int length = head.length;
        int methodEnd = Octets.tokenEnd(bytes, 0);
        if (methodEnd >= length && methodEnd <= LONGEST_METHOD) {
            return HeadReader.MORE;
        }
        if (methodEnd == 0 || methodEnd > LONGEST_METHOD || bytes[methodEnd] != ' ') {
            return reader.wrong(Reason.REQUEST_LINE, bytes, 0, length);
        }
        if (length > HeadReader.SHORT_LINE && !reader.hasLineEnd(bytes, length)) {
            return HeadReader.MORE;
        }
        int targetEnd = targetEnd(bytes, methodEnd + 1);
        if (targetEnd >= length) {
            return HeadReader.MORE;
        }
        if (bytes[targetEnd] != ' ' || !isTarget(bytes, methodEnd + 1, targetEnd)) {
            return reader.wrong(Reason.REQUEST_LINE, bytes, 0, length);
        }
        int next = version(head, reader, targetEnd + 1);
        if (next > 0) {
            head.method = method(head, methodEnd);
            head.targetStart = methodEnd + 1;
            head.targetEnd = targetEnd;
        }
        return next;
    }

    private static int version(RequestHead head, HeadReader reader, int at) {
        byte[] bytes = head.bytes;
        int length = head.length;
        int end = at + VERSION_LENGTH;
        if (length <= end) {
            return HeadReader.MORE;
        }
        if (Octets.eight(bytes, at) == HTTP_1_1) {
            head.minorVersion = 1;
        } else if (!isVersion(bytes, at)) {
            return reader.wrong(Reason.REQUEST_LINE, bytes, 0, length);
        } else if (bytes[at + 5] != '1') {
            return reader.wrong(Reason.VERSION, bytes, at, length);
        } else {
            head.minorVersion = bytes[at + 7] == '0' ? 0 : 1;
        }
        int lineFeed = bytes[end] == '\r' ? end + 1 : end;
        if (bytes[lineFeed] != '\n') {
            return lineFeed >= length ? HeadReader.MORE : reader.wrong(Reason.REQUEST_LINE, bytes, 0, length);
        }
        return lineFeed + 1;
    }

    /// Up to the first byte that is not visible ASCII. There is one: a NUL lies behind the bytes.
    private static int targetEnd(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] > ' ' && bytes[at] != 0x7f) {
            at++;
        }
        return at;
    }

    private static boolean isTarget(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        return bytes[from] == '/'
                || bytes[from] == '*' && to == from + 1
                || startsWith(bytes, from, to, "http://")
                || startsWith(bytes, from, to, "https://");
    }

    private static boolean startsWith(byte[] bytes, int from, int to, String prefix) {
        return to - from > prefix.length() && Octets.equalsIgnoringCase(bytes, from, from + prefix.length(), prefix);
    }

    /// Those that are known allocate nothing.
    private static String method(RequestHead head, int end) {
        for (String known : METHODS) {
            if (known.length() == end && is(head.bytes, known)) {
                return known;
            }
        }
        return head.text(0, end);
    }

    private static boolean is(byte[] bytes, String known) {
        for (int index = 0; index < known.length(); index++) {
            if (bytes[index] != known.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion(byte[] bytes, int at) {
        long name = Octets.eight(bytes, at);
        return (name & NAME_AND_DOT) == (HTTP_1_1 & NAME_AND_DOT) && isDigit(bytes[at + 5]) && isDigit(bytes[at + 7]);
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
