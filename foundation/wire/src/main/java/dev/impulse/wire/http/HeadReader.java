package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a head, or of trailers, in the bytes that a [Head] has taken so far. For the event loop of
/// the connection.
///
/// A line that is not whole is read again when more bytes have come. Lines end with CR LF, or with LF alone, as RFC
/// 9112, section 2.2, allows; a CR alone is an error. Folded lines are joined by writing spaces over their ends
/// (section 5.2).
final class HeadReader {

    /// More bytes are needed.
    static final int MORE = -1;
    /// The bytes are wrong: see [#error].
    static final int WRONG = -2;

    // A line this short is simply read again; for a longer one its end is looked for first, so that a slow one costs no
    // square.
    static final int SHORT_LINE = 256;

    private final Framing framing;
    private int line;
    private int lookedUpTo;
    private int outcome;
    private @Nullable ProtocolError error;

    HeadReader(Framing framing) {
        this.framing = framing;
    }

    /// What was wrong, after [#WRONG].
    ProtocolError error() {
        if (error == null) {
            throw new IllegalStateException("nothing is wrong (expected: a call after WRONG)");
        }
        return error;
    }

    /// Begins with the line that starts there.
    void begin(int start) {
        line = start;
        lookedUpTo = start;
        error = null;
    }

    /// Reads a head.
    ///
    /// @return the end of the head, or [#MORE] or [#WRONG]
    int readHead(AnswerHead head) {
        return line > 0 || firstLine(head, StatusLine.read(head, this)) ? readFields(head, true) : outcome;
    }

    /// Reads a head.
    ///
    /// @return the end of the head, or [#MORE] or [#WRONG]
    int readHead(RequestHead head) {
        return line > 0 || firstLine(head, RequestLine.read(head, this)) ? readFields(head, true) : outcome;
    }

    private boolean firstLine(Head head, int next) {
        if (next < 0) {
            lookedUpTo = head.length;
            outcome = next;
            return false;
        }
        head.fieldsStart = next;
        line = next;
        return true;
    }

    /// Reads header or trailer fields.
    ///
    /// @param frames whether they may say how the body ends; trailers may not
    /// @return the end of the empty line behind them, or [#MORE] or [#WRONG]
    int readFields(Head head, boolean frames) {
        int end = fields(head, frames);
        lookedUpTo = head.length;
        return end;
    }

    private int fields(Head head, boolean frames) {
        byte[] bytes = head.bytes;
        int length = head.length;
        if (length - line > SHORT_LINE && !hasLineEnd(bytes, length)) {
            return MORE;
        }
        int at = line;
        while (true) {
            // The beginning of a line that may not be whole.
            line = at;
            byte first = bytes[at];
            if (first == '\r' || first == '\n') {
                return emptyLine(bytes, at, length);
            }
            int colon = Octets.tokenEnd(bytes, at);
            if (bytes[colon] != ':' || colon == at) {
                return colon == length ? MORE : wrongName(head, at, length);
            }
            int end = valueEnd(bytes, colon + 1, length);
            if (end < 0) {
                return end == MORE ? MORE : wrong(Reason.FIELD_LINE, bytes, at, length);
            }
            if (frames) {
                Reason reason = framing.field(bytes, at, colon, end);
                if (reason != null) {
                    return wrong(reason, bytes, Octets.skipBlanks(bytes, colon + 1, end), end);
                }
            }
            at = end + (bytes[end] == '\r' ? 2 : 1);
        }
    }

    /// The end of a field's value, its line's end left out.
    private static int valueEnd(byte[] bytes, int from, int length) {
        int at = from;
        while (true) {
            int end = Octets.control(bytes, at);
            int lineFeed = bytes[end] == '\r' ? end + 1 : end;
            if (bytes[lineFeed] != '\n') {
                if (lineFeed >= length) {
                    return MORE;
                }
                if (bytes[end] != '\t') {
                    return WRONG;
                }
                at = end + 1;
                continue;
            }
            if (lineFeed + 1 >= length) {
                return MORE;
            }
            if (!Octets.isBlank(bytes[lineFeed + 1])) {
                return end;
            }
            bytes[end] = ' ';
            bytes[lineFeed] = ' ';
            at = lineFeed + 1;
        }
    }

    private int emptyLine(byte[] bytes, int at, int length) {
        if (bytes[at] == '\n') {
            return at + 1;
        }
        if (at + 1 == length) {
            return MORE;
        }
        return bytes[at + 1] == '\n' ? at + 2 : wrong(Reason.FIELD_LINE, bytes, at, length);
    }

    boolean hasLineEnd(byte[] bytes, int length) {
        // The byte behind the line's end decides whether it is folded, so the last one looked at is looked at again.
        for (int index = Math.max(line, lookedUpTo - 1); index < length; index++) {
            if (bytes[index] == '\n') {
                return true;
            }
        }
        return false;
    }

    private int wrongName(Head head, int at, int length) {
        boolean folded = Octets.isBlank(head.bytes[at]);
        return wrong(folded ? Reason.FOLDED_FIRST_LINE : Reason.FIELD_LINE, head.bytes, at, length);
    }

    int wrong(Reason reason, byte[] bytes, int from, int to) {
        error = ProtocolError.at(reason, bytes, from, to);
        return WRONG;
    }
}
