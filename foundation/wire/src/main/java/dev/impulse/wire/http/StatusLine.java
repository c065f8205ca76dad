package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;

/// The first line of an answer. Any thread.
final class StatusLine {

    private static final long HTTP_1_1 = Octets.constant("HTTP/1.1");
    private static final String PREFIX = "HTTP/1.";

    private StatusLine() {}

    /// @return where the fields start, or [HeadReader#MORE] or [HeadReader#WRONG]
    static int read(AnswerHead head, HeadReader reader) {
        byte[] bytes = head.bytes;
        int length = head.length;
        // 13 bytes are the shortest line: HTTP/1.1 200, LF.
        if (length < 13) {
            return startsWell(bytes, length) ? HeadReader.MORE : wrong(reader, bytes, length);
        }
        if (Octets.eight(bytes, 0) == HTTP_1_1) {
            head.minorVersion = 1;
        } else if (startsWell(bytes, length) && bytes[7] >= '0' && bytes[7] <= '9') {
            head.minorVersion = bytes[7] == '0' ? 0 : 1;
        } else {
            return wrong(reader, bytes, length);
        }
        if (length > HeadReader.SHORT_LINE && !reader.hasLineEnd(bytes, length)) {
            return HeadReader.MORE;
        }
        int status = status(bytes);
        int end = Octets.control(bytes, 12);
        while (bytes[end] == '\t') {
            end = Octets.control(bytes, end + 1);
        }
        int lineFeed = bytes[end] == '\r' ? end + 1 : end;
        if (status < 100 || bytes[12] != ' ' && end != 12) {
            return wrong(reader, bytes, length);
        }
        if (bytes[lineFeed] != '\n') {
            return lineFeed >= length ? HeadReader.MORE : wrong(reader, bytes, length);
        }
        head.status = status;
        return lineFeed + 1;
    }

    /// Three digits behind one space; below 100 when there is something else.
    private static int status(byte[] bytes) {
        int hundreds = bytes[9] - '0';
        int tens = bytes[10] - '0';
        int ones = bytes[11] - '0';
        if (bytes[8] != ' ' || (hundreds | tens | ones) < 0 || hundreds > 9 || tens > 9 || ones > 9) {
            return -1;
        }
        return hundreds * 100 + tens * 10 + ones;
    }

    private static boolean startsWell(byte[] bytes, int length) {
        for (int index = 0; index < Math.min(length, PREFIX.length()); index++) {
            if (bytes[index] != PREFIX.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private static int wrong(HeadReader reader, byte[] bytes, int length) {
        return reader.wrong(Reason.STATUS_LINE, bytes, 0, length);
    }
}
