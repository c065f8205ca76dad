package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The head of an answer or a request, and its trailers once the whole is there.
///
/// Its bytes are kept as they came, and looked through when a field is asked for. It may be used for one after the
/// other: it then allocates nothing. For one thread at a time.
public abstract sealed class Head permits AnswerHead, RequestHead {

    // Most heads fit the first, and hardly any the second: what a rare long one took is not held for ever.
    private static final int FIRST_CAPACITY = 512;
    private static final int LEAST_CAPACITY = 128;
    private static final int KEPT_CAPACITY = 8192;
    private static final byte[] NONE = new byte[Octets.PADDING];

    /// The head up to `fieldsEnd`, behind it the trailers up to `trailersEnd`; while being read, what follows is not
    /// yet looked at.
    byte[] bytes = NONE;

    /// How many bytes are there; a NUL lies behind them, so that a scan stops, and room for [Octets#PADDING].
    int length;

    int fieldsStart;
    int fieldsEnd;
    int trailersEnd;
    int minorVersion;
    boolean keepAlive;
    BodyFraming framing = BodyFraming.NONE;
    long contentLength = -1;

    Head() {}

    /// 0 for HTTP/1.0, 1 for HTTP/1.1.
    public int minorVersion() {
        return minorVersion;
    }

    /// Whether the connection can take another request after this one and its answer. Of an answer certain once it has
    /// ended.
    public boolean keepAlive() {
        return keepAlive;
    }

    /// How the body ends.
    public BodyFraming framing() {
        return framing;
    }

    /// What `Content-Length` says, also where there is no body to count (`HEAD`); -1 without one, or when the body is
    /// chunked.
    public long contentLength() {
        return contentLength;
    }

    /// How many bytes the head had, the empty line included.
    public int length() {
        return fieldsEnd;
    }

    /// The first header field of that name, in any case of letters, without the blanks around it; null when there is
    /// none.
    public @Nullable String first(String name) {
        int at = find(name, fieldsStart, fieldsEnd);
        return at < 0 ? null : value(at);
    }

    /// All header fields of that name, in order.
    public List<String> all(String name) {
        return all(name, fieldsStart, fieldsEnd);
    }

    /// The first trailer field of that name; null when there is none, or the message has not ended.
    public @Nullable String firstTrailer(String name) {
        int at = find(name, fieldsEnd, trailersEnd);
        return at < 0 ? null : value(at);
    }

    /// All trailer fields of that name, in order.
    public List<String> allTrailers(String name) {
        return all(name, fieldsEnd, trailersEnd);
    }

    /// Hands all header fields over, names as they came, in order.
    public void forEach(BiConsumer<String, String> fields) {
        forEach(fieldsStart, fieldsEnd, fields);
    }

    /// Hands all trailer fields over, names as they came, in order.
    public void forEachTrailer(BiConsumer<String, String> fields) {
        forEach(fieldsEnd, trailersEnd, fields);
    }

    /// The head as it came, for people; folded lines are joined.
    public String text() {
        return text(0, fieldsEnd);
    }

    /// Copies all of it, of its own bytes.
    void copyTo(Head copy) {
        int end = Math.max(fieldsEnd, trailersEnd);
        copy.bytes = Arrays.copyOf(bytes, end + Octets.PADDING);
        copy.length = end;
        copy.fieldsStart = fieldsStart;
        copy.fieldsEnd = fieldsEnd;
        copy.trailersEnd = trailersEnd;
        copy.minorVersion = minorVersion;
        copy.keepAlive = keepAlive;
        copy.framing = framing;
        copy.contentLength = contentLength;
    }

    /// Forgets everything but the room that it has.
    void reset() {
        if (bytes.length > KEPT_CAPACITY + Octets.PADDING) {
            bytes = NONE;
        }
        length = 0;
        fieldsStart = 0;
        fieldsEnd = 0;
        trailersEnd = 0;
        contentLength = -1;
        keepAlive = false;
        framing = BodyFraming.NONE;
    }

    /// Takes as many bytes of the piece as there is room for, making room when there is none.
    ///
    /// @param limit how many bytes may be kept
    /// @return how many were taken: 0 only when the limit is reached
    int take(ByteBuf piece, int index, int available, int limit) {
        int room = bytes.length - Octets.PADDING - length;
        if (room == 0) {
            int first = Math.clamp(available, LEAST_CAPACITY, FIRST_CAPACITY);
            int capacity = Math.min(limit, Math.max(first, 2 * length));
            bytes = Arrays.copyOf(bytes, capacity + Octets.PADDING);
            room = capacity - length;
        }
        int taken = Math.min(available, room);
        piece.getBytes(index, bytes, length, taken);
        length += taken;
        bytes[length] = 0;
        return taken;
    }

    private List<String> all(String name, int start, int end) {
        List<String> values = new ArrayList<>(2);
        for (int at = find(name, start, end); at >= 0; at = find(name, nextLine(at), end)) {
            values.add(value(at));
        }
        return values;
    }

    /// Where the value of the first field of that name starts, behind the colon; below 0 when there is none.
    private int find(String name, int start, int end) {
        int line = start;
        while (line < end && bytes[line] != '\r' && bytes[line] != '\n') {
            int colon = Octets.tokenEnd(bytes, line);
            if (colon - line == name.length() && isName(name, line)) {
                return colon + 1;
            }
            line = nextLine(colon);
        }
        return -1;
    }

    private boolean isName(String name, int line) {
        for (int index = 0; index < name.length(); index++) {
            if (Octets.small(bytes[line + index]) != Octets.small(name.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private void forEach(int start, int end, BiConsumer<String, String> fields) {
        int line = start;
        while (line < end && bytes[line] != '\r' && bytes[line] != '\n') {
            int colon = Octets.tokenEnd(bytes, line);
            fields.accept(text(line, colon), value(colon + 1));
            line = nextLine(colon);
        }
    }

    private int nextLine(int index) {
        int at = index;
        while (bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private String value(int from) {
        int lineFeed = nextLine(from) - 1;
        int end = bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        int start = Octets.skipBlanks(bytes, from, end);
        return text(start, Octets.trimBlanks(bytes, start, end));
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
