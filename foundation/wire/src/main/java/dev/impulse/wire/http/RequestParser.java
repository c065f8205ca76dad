package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the requests of one connection, from pieces of bytes that are split anywhere. For the event loop of the
/// connection.
///
/// ```java
/// parser.expect(head);              // at first, and when the next request may come
/// parser.read(piece, sink);         // for each read: tells the sink
/// ```
///
/// One request is read at a time: what follows it stays in the piece until the next is expected. It keeps to RFC 9112;
/// where that leaves a choice:
/// - empty lines before a request are skipped;
/// - a line of the head or the trailers may end with LF alone; chunk lines may not;
/// - folded lines are joined with spaces; blanks before a field's colon, before the first field, a CR alone and any
///   other control character are errors;
/// - one space stands between the parts of the first line, and the target is visible ASCII;
/// - `Transfer-Encoding` together with `Content-Length`, in HTTP/1.0, or not ended by chunked, is an error: someone on
///   the way may have read another end of the request than we;
/// - several `Content-Length` of the same number count as one.
public final class RequestParser {

    private enum State {
        IDLE,
        START,
        HEAD,
        LENGTH,
        CHUNK_LINE,
        CHUNK_DATA,
        TRAILERS,
        STOPPED
    }

    private static final short CR_LF = 0x0d0a;

    private final Framing framing = new Framing();
    private final HeadReader reader = new HeadReader(framing);
    private final ChunkReader chunks = new ChunkReader();
    private final int longestHead;
    private final long longestBody;

    private State state = State.IDLE;
    private @Nullable RequestHead awaited;
    private long left;
    private long bodyLength;

    /// @param longestHead how many bytes a head may have, and the trailers again; at least 64
    /// @param longestBody how many bytes a body may have
    public RequestParser(int longestHead, long longestBody) {
        if (longestHead < 64) {
            throw new IllegalArgumentException("longestHead: " + longestHead + " (expected: at least 64 bytes)");
        }
        if (longestBody < 0) {
            throw new IllegalArgumentException("longestBody: " + longestBody + " (expected: 0 or more bytes)");
        }
        this.longestHead = longestHead;
        this.longestBody = longestBody;
    }

    /// Awaits a request.
    ///
    /// @param into is overwritten, and is the parser's until the request ends or fails
    /// @throws IllegalStateException while another is awaited
    public void expect(RequestHead into) {
        if (state == State.STOPPED) {
            return;
        }
        if (state != State.IDLE) {
            throw new IllegalStateException("state of the parser: " + state + " (expected: IDLE)");
        }
        awaited = into;
        state = State.START;
        bodyLength = 0;
        into.reset();
        framing.reset();
        reader.begin(0);
    }

    /// Whether some of a request has come that has not ended.
    public boolean inRequest() {
        return state != State.IDLE && state != State.START && state != State.STOPPED;
    }

    /// Reads the readable bytes of the piece, up to the end of the request that is awaited, and tells the sink. Goes on
    /// with the next one when it is expected inside `end`; else leaves it in the piece. Keeps no reference to it.
    public void read(ByteBuf piece, RequestSink sink) {
        int index = piece.readerIndex();
        int end = piece.writerIndex();
        while (index < end && state != State.IDLE) {
            index = switch (state) {
                case START -> start(piece, index, end);
                case HEAD -> head(piece, index, end, sink);
                case LENGTH, CHUNK_DATA -> counted(piece, index, end, sink);
                case CHUNK_LINE -> chunkLine(piece, index, end, sink);
                case TRAILERS -> trailers(piece, index, end, sink);
                case IDLE, STOPPED -> end;
            };
        }
        piece.readerIndex(index);
    }

    /// Reads and tells nothing more: for a connection that is given up.
    public void stop() {
        state = State.STOPPED;
        awaited = null;
    }

    private int start(ByteBuf piece, int index, int end) {
        int at = index;
        while (at < end && (piece.getByte(at) == '\r' || piece.getByte(at) == '\n')) {
            at++;
        }
        if (at < end) {
            state = State.HEAD;
        }
        return at;
    }

    private int head(ByteBuf piece, int index, int end, RequestSink sink) {
        RequestHead head = awaited();
        int before = head.length;
        int taken = head.take(piece, index, end - index, longestHead);
        int headEnd = reader.readHead(head);
        if (headEnd < 0) {
            return unfinished(head, headEnd, head.length >= longestHead, index + taken, end, sink);
        }
        head.fieldsEnd = headEnd;
        head.trailersEnd = headEnd;
        Reason wrong = framing.decide(head);
        if (wrong != null) {
            return fail(new ProtocolError(wrong, found(wrong, head)), end, sink);
        }
        if (head.framing == BodyFraming.LENGTH && head.contentLength > longestBody) {
            return fail(new ProtocolError(Reason.BODY_TOO_LONG, String.valueOf(head.contentLength)), end, sink);
        }
        return beginBody(head, index + headEnd - before, end, sink);
    }

    private int beginBody(RequestHead head, int next, int end, RequestSink sink) {
        left = 0;
        switch (head.framing) {
            case NONE, UNTIL_CLOSE -> state = State.LENGTH;
            case LENGTH -> {
                state = State.LENGTH;
                left = head.contentLength;
            }
            case CHUNKED -> {
                state = State.CHUNK_LINE;
                chunks.beginBody();
            }
        }
        sink.head(head);
        if (state == State.STOPPED) {
            return end;
        }
        return state == State.LENGTH && left == 0 ? finish(next, sink) : next;
    }

    private int counted(ByteBuf piece, int index, int end, RequestSink sink) {
        int length = (int) Math.min(left, end - index);
        left -= length;
        sink.body(piece, index, length);
        int next = index + length;
        if (left > 0 || state == State.STOPPED) {
            return state == State.STOPPED ? end : next;
        }
        if (state == State.LENGTH) {
            return finish(next, sink);
        }
        chunks.endData();
        state = State.CHUNK_LINE;
        return next;
    }

    private int chunkLine(ByteBuf piece, int index, int end, RequestSink sink) {
        int next = chunks.read(piece, index, end);
        if (next == ChunkReader.MORE) {
            return end;
        }
        if (next < 0) {
            return fail(ProtocolError.at(ChunkReader.reason(next), piece, index, end), end, sink);
        }
        left = chunks.size();
        if (left > 0) {
            if (left > longestBody - bodyLength) {
                return fail(new ProtocolError(Reason.BODY_TOO_LONG, "above " + longestBody), end, sink);
            }
            bodyLength += left;
            state = State.CHUNK_DATA;
        } else {
            RequestHead head = awaited();
            head.length = head.fieldsEnd;
            reader.begin(head.fieldsEnd);
            state = State.TRAILERS;
        }
        return next;
    }

    private int trailers(ByteBuf piece, int index, int end, RequestSink sink) {
        RequestHead head = awaited();
        int before = head.length;
        if (before == head.fieldsEnd && end - index >= 2 && piece.getShort(index) == CR_LF) {
            return finish(index + 2, sink);
        }
        int limit = head.fieldsEnd + longestHead;
        int taken = head.take(piece, index, end - index, limit);
        int trailersEnd = reader.readFields(head, false);
        if (trailersEnd < 0) {
            return unfinished(head, trailersEnd, head.length >= limit, index + taken, end, sink);
        }
        head.trailersEnd = trailersEnd;
        return finish(index + trailersEnd - before, sink);
    }

    private int unfinished(RequestHead head, int outcome, boolean full, int next, int end, RequestSink sink) {
        if (outcome == HeadReader.WRONG) {
            return fail(reader.error(), end, sink);
        }
        if (!full) {
            return next;
        }
        Reason reason = head.fieldsStart == 0 ? Reason.TARGET_TOO_LONG : Reason.HEAD_TOO_LONG;
        return fail(new ProtocolError(reason, "above " + longestHead), end, sink);
    }

    private int finish(int next, RequestSink sink) {
        RequestHead head = awaited();
        awaited = null;
        state = State.IDLE;
        sink.end(head);
        return next;
    }

    private int fail(ProtocolError error, int end, RequestSink sink) {
        stop();
        sink.failed(error);
        return end;
    }

    /// The field that is wrong, as it came.
    private static String found(Reason reason, RequestHead head) {
        String name = switch (reason) {
            case HOST -> "Host";
            case EXPECTATION -> "Expect";
            default -> "Transfer-Encoding";
        };
        var values = head.all(name);
        if (reason == Reason.REQUEST_FRAMING && head.first("Content-Length") != null) {
            return Shown.text(String.join(", ", values) + ", and Content-Length");
        }
        return values.isEmpty() ? "nothing" : Shown.text(String.join(", ", values));
    }

    private RequestHead awaited() {
        return Objects.requireNonNull(awaited, "no request is awaited (expected: expect before read)");
    }
}
