package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import org.jspecify.annotations.Nullable;

/// The header fields that say where an answer or a request ends and whether its connection lives on. For the event
/// loop of the connection.
final class Framing {

    private static final int HOST = (int) Octets.constant("host....");
    private static final long EXPECT = Octets.constant("expect..") & 0xffff_ffff_ffffL;
    private static final long CONTENT = Octets.constant("content-");
    private static final long T_LENGTH = Octets.constant("t-length");
    private static final long TRANSFER = Octets.constant("transfer");
    private static final long ENCODING = Octets.constant("encoding");
    private static final long CONNECTI = Octets.constant("connecti");
    private static final long KEEP_ALI = Octets.constant("keep-ali");
    private static final long EP_ALIVE = Octets.constant("ep-alive");
    private static final long NNECTION = Octets.constant("nnection");

    private long contentLength;
    private boolean transferEncoded;
    private boolean chunkedOnce;
    private boolean chunkedLast;
    private boolean otherCoding;
    private int hosts;
    private boolean expectsContinue;
    private boolean expectsMore;
    private boolean close;
    private boolean keepAlive;

    void reset() {
        contentLength = -1;
        transferEncoded = false;
        chunkedOnce = false;
        chunkedLast = false;
        otherCoding = false;
        hosts = 0;
        expectsContinue = false;
        expectsMore = false;
        close = false;
        keepAlive = false;
    }

    /// Looks at a field; most are told by the length of their name.
    ///
    /// @return null when there is nothing wrong with it
    @Nullable
    Reason field(byte[] bytes, int name, int colon, int valueEnd) {
        switch (colon - name) {
            case 4 -> hosts += (int) Octets.eightSmall(bytes, name) == HOST ? 1 : 0;
            case 6 -> {
                if ((Octets.eightSmall(bytes, name) & 0xffff_ffff_ffffL) == EXPECT) {
                    expect(bytes, colon + 1, valueEnd);
                }
            }
            case 10 -> {
                if (Octets.eightSmall(bytes, name) == CONNECTI && Octets.eightSmall(bytes, name + 2) == NNECTION) {
                    connection(bytes, colon + 1, valueEnd);
                }
            }
            case 14 -> {
                if (Octets.eightSmall(bytes, name) == CONTENT && Octets.eightSmall(bytes, name + 6) == T_LENGTH) {
                    return contentLength(bytes, colon + 1, valueEnd) ? null : Reason.CONTENT_LENGTH;
                }
            }
            case 17 -> {
                if (Octets.eightSmall(bytes, name) == TRANSFER
                        && bytes[name + 8] == '-'
                        && Octets.eightSmall(bytes, name + 9) == ENCODING) {
                    return transferEncoding(bytes, colon + 1, valueEnd) ? null : Reason.TRANSFER_ENCODING;
                }
            }
            default -> {
                // Any other field is looked at when it is asked for.
            }
        }
        return null;
    }

    /// Decides as RFC 9112, sections 6.3 and 9.3, say, and writes it into the head.
    void decide(AnswerHead head, boolean requestWasHead) {
        boolean persistent = head.minorVersion == 0 ? keepAlive && !close : !close;
        if (transferEncoded && (contentLength >= 0 || head.minorVersion == 0)) {
            // Both, or codings from HTTP/1.0: the codings count, but someone on the way may have read it otherwise.
            persistent = false;
        }
        head.contentLength = transferEncoded ? -1 : contentLength;
        if (requestWasHead || head.status == 204 || head.status == 304) {
            head.framing = BodyFraming.NONE;
        } else if (transferEncoded) {
            head.framing = chunkedLast ? BodyFraming.CHUNKED : BodyFraming.UNTIL_CLOSE;
        } else {
            head.framing = contentLength >= 0 ? BodyFraming.LENGTH : BodyFraming.UNTIL_CLOSE;
        }
        head.keepAlive = persistent && head.framing != BodyFraming.UNTIL_CLOSE;
    }

    /// Decides as RFC 9112, sections 3.2, 6.1 and 6.3, say, and writes it into the head. What proxies on the way may
    /// have read in another way is refused.
    ///
    /// @return null when there is nothing wrong
    @Nullable
    Reason decide(RequestHead head) {
        head.keepAlive = head.minorVersion == 0 ? keepAlive && !close : !close;
        head.contentLength = transferEncoded ? -1 : contentLength;
        head.expectsContinue = expectsContinue && head.minorVersion > 0;
        if (hosts > 1 || hosts == 0 && head.minorVersion > 0) {
            return Reason.HOST;
        }
        if (transferEncoded) {
            if (contentLength >= 0 || head.minorVersion == 0 || !chunkedLast) {
                return Reason.REQUEST_FRAMING;
            }
            if (otherCoding) {
                return Reason.CODING;
            }
            head.framing = BodyFraming.CHUNKED;
        } else {
            head.framing = contentLength > 0 ? BodyFraming.LENGTH : BodyFraming.NONE;
        }
        return expectsMore && head.minorVersion > 0 ? Reason.EXPECTATION : null;
    }

    private void expect(byte[] bytes, int from, int to) {
        int start = Octets.skipBlanks(bytes, from, to);
        int stop = Octets.trimBlanks(bytes, start, to);
        if (Octets.equalsIgnoringCase(bytes, start, stop, "100-continue")) {
            expectsContinue = true;
        } else {
            expectsMore = true;
        }
    }

    /// One number, or a list of the same number (RFC 9112, section 6.3, item 5).
    private boolean contentLength(byte[] bytes, int from, int to) {
        int at = from;
        while (true) {
            at = Octets.skipBlanks(bytes, at, to);
            int digits = at;
            long value = 0;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                int digit = bytes[at++] - '0';
                if (value >= Long.MAX_VALUE / 10 && (value > Long.MAX_VALUE / 10 || digit > Long.MAX_VALUE % 10)) {
                    return false;
                }
                value = value * 10 + digit;
            }
            if (at == digits || contentLength >= 0 && contentLength != value) {
                return false;
            }
            contentLength = value;
            at = Octets.skipBlanks(bytes, at, to);
            if (at == to) {
                return true;
            }
            if (bytes[at++] != ',') {
                return false;
            }
        }
    }

    /// Codings in the order in which they were applied, over several fields too. What is behind chunked ends with the
    /// connection.
    private boolean transferEncoding(byte[] bytes, int from, int to) {
        boolean any = false;
        for (int at = from; at < to; ) {
            int end = elementEnd(bytes, at, to);
            int start = Octets.skipBlanks(bytes, at, end);
            int stop = Octets.trimBlanks(bytes, start, end);
            if (start < stop) {
                chunkedLast = Octets.equalsIgnoringCase(bytes, start, stop, "chunked");
                if (chunkedLast && chunkedOnce) {
                    return false;
                }
                chunkedOnce |= chunkedLast;
                otherCoding |= !chunkedLast;
                any = true;
            }
            at = end + 1;
        }
        transferEncoded = true;
        return any;
    }

    private void connection(byte[] bytes, int from, int to) {
        int first = Octets.skipBlanks(bytes, from, to);
        if (to - first == 10
                && Octets.eightSmall(bytes, first) == KEEP_ALI
                && Octets.eightSmall(bytes, first + 2) == EP_ALIVE) {
            // By far the most usual.
            keepAlive = true;
            return;
        }
        for (int at = from; at < to; ) {
            int end = elementEnd(bytes, at, to);
            int start = Octets.skipBlanks(bytes, at, end);
            int stop = Octets.trimBlanks(bytes, start, end);
            close |= Octets.equalsIgnoringCase(bytes, start, stop, "close");
            keepAlive |= Octets.equalsIgnoringCase(bytes, start, stop, "keep-alive");
            at = end + 1;
        }
    }

    private static int elementEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }
}
