package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the answers of one connection, from pieces of bytes that are split anywhere. For the event loop of the
/// connection.
///
/// ```java
/// parser.expect(head, false);       // as the request is sent
/// parser.read(piece, sink);         // for each read: tells the sink
/// parser.closed(sink);              // when the connection is closed
/// ```
///
/// One answer is awaited at a time: there is no pipelining. It keeps to RFC 9112; where that leaves a choice:
/// - a line of the head or the trailers may end with LF alone; chunk lines may not;
/// - folded lines are joined with spaces; blanks before a field's colon, before the first field, a CR alone and any
///   other control character are errors;
/// - the space behind the status may be missing when there is no reason;
/// - `Transfer-Encoding` together with `Content-Length`, or in HTTP/1.0, counts, and ends the connection;
/// - codings other than chunked are left in the body;
/// - statuses from 600 on are passed on as they are;
/// - bytes behind the end of an answer are dropped, and end the connection.
public final class AnswerParser {

    /// How long a head may be when nothing is said: 64 KiB. The trailers may be as long again.
    public static final int DEFAULT_LONGEST_HEAD = 64 * 1024;

    /// What the end of a connection means for the answer.
    public enum Closing {
        /// None was awaited, or its failure was told before.
        IDLE,
        /// One was awaited, and not a byte of it came: typical of a kept connection that the server gives up.
        UNANSWERED,
        /// It was cut in the middle.
        CUT,
        /// It is whole: that was how its body ends. The sink was told.
        ENDED
    }

    private static final short CR_LF = 0x0d0a;

    private enum State {
        IDLE,
        HEAD,
        LENGTH,
        CHUNK_LINE,
        CHUNK_DATA,
        TRAILERS,
        UNTIL_CLOSE,
        STOPPED
    }

    private final Framing framing = new Framing();
    private final HeadReader reader = new HeadReader(framing);
    private final ChunkReader chunks = new ChunkReader();
    private final int longestHead;

    private State state = State.IDLE;
    private @Nullable AnswerHead awaited;
    private boolean requestWasHead;
    private boolean begun;
    private long left;

    /// One with the default limit.
    public AnswerParser() {
        this(DEFAULT_LONGEST_HEAD);
    }

    /// @param longestHead how many bytes a head may have, and the trailers again; at least 64
    public AnswerParser(int longestHead) {
        if (longestHead < 64) {
            throw new IllegalArgumentException("longestHead: " + longestHead + " (expected: at least 64 bytes)");
        }
        this.longestHead = longestHead;
    }

    /// Awaits the answer to a request.
    ///
    /// @param into is overwritten, and is the parser's until the answer ends, fails or is cut
    /// @param requestIsHead whether the method is `HEAD`, whose answers have no body
    /// @throws IllegalStateException while another is awaited, or when the connection cannot be used any more
    public void expect(AnswerHead into, boolean requestIsHead) {
        if (state != State.IDLE) {
            throw new IllegalStateException(
                    "state of the parser: " + state + " (expected: IDLE; open a new connection)");
        }
        awaited = into;
        requestWasHead = requestIsHead;
        begun = false;
        state = State.HEAD;
        beginHead(into);
    }

    /// Whether an answer is awaited that has not ended.
    public boolean awaiting() {
        return state != State.IDLE && state != State.STOPPED;
    }

    /// Reads all readable bytes of the piece, and tells the sink. Keeps no reference to the piece.
    public void read(ByteBuf piece, AnswerSink sink) {
        int index = piece.readerIndex();
        int end = piece.writerIndex();
        piece.readerIndex(end);
        while (index < end) {
            index = switch (state) {
                case HEAD -> head(piece, index, end, sink);
                case LENGTH, CHUNK_DATA -> counted(piece, index, end, sink);
                case CHUNK_LINE -> chunkLine(piece, index, end, sink);
                case TRAILERS -> trailers(piece, index, end, sink);
                case UNTIL_CLOSE -> {
                    sink.body(piece, index, end - index);
                    yield end;
                }
                case IDLE -> unasked(piece, index, end, sink);
                case STOPPED -> end;
            };
        }
    }

    /// The connection has ended. Tells the sink only when that ends the answer.
    public Closing closed(AnswerSink sink) {
        if (state != State.UNTIL_CLOSE) {
            return broken();
        }
        AnswerHead head = awaited;
        stop();
        sink.end(Objects.requireNonNull(head));
        return Closing.ENDED;
    }

    /// Takes note that the connection has ended by an error: a body that ends with it is not whole either (RFC 9112,
    /// section 8).
    public Closing broken() {
        State last = state;
        stop();
        return switch (last) {
            case IDLE, STOPPED -> Closing.IDLE;
            case HEAD -> begun ? Closing.CUT : Closing.UNANSWERED;
            case LENGTH, CHUNK_LINE, CHUNK_DATA, TRAILERS, UNTIL_CLOSE -> Closing.CUT;
        };
    }

    /// Reads and tells nothing more: for a connection that is given up.
    public void stop() {
        state = State.STOPPED;
        awaited = null;
    }

    private int head(ByteBuf piece, int index, int end, AnswerSink sink) {
        begun = true;
        AnswerHead head = awaited();
        int before = head.length;
        int taken = head.take(piece, index, end - index, longestHead);
        int headEnd = reader.readHead(head);
        if (headEnd < 0) {
            return unfinished(headEnd, head.length >= longestHead, index + taken, end, sink);
        }
        int next = index + headEnd - before;
        head.fieldsEnd = headEnd;
        head.trailersEnd = headEnd;
        if (head.status < 200) {
            if (head.status == 101) {
                return fail(new ProtocolError(Reason.SWITCHED_PROTOCOL, "101"), end, sink);
            }
            beginHead(head);
            return next;
        }
        framing.decide(head, requestWasHead);
        return beginBody(head, next, end, sink);
    }

    private int beginBody(AnswerHead head, int next, int end, AnswerSink sink) {
        left = 0;
        switch (head.framing) {
            case NONE -> state = State.LENGTH;
            case LENGTH -> {
                state = State.LENGTH;
                left = head.contentLength;
            }
            case CHUNKED -> {
                state = State.CHUNK_LINE;
                chunks.beginBody();
            }
            case UNTIL_CLOSE -> state = State.UNTIL_CLOSE;
        }
        sink.head(head);
        return state == State.LENGTH && left == 0 ? finish(next, end, sink) : next;
    }

    private int counted(ByteBuf piece, int index, int end, AnswerSink sink) {
        int length = (int) Math.min(left, end - index);
        left -= length;
        sink.body(piece, index, length);
        int next = index + length;
        if (left > 0) {
            return next;
        }
        if (state == State.CHUNK_DATA) {
            chunks.endData();
            state = State.CHUNK_LINE;
            return next;
        }
        return state == State.LENGTH ? finish(next, end, sink) : end;
    }

    private int chunkLine(ByteBuf piece, int index, int end, AnswerSink sink) {
        int next = chunks.read(piece, index, end);
        if (next == ChunkReader.MORE) {
            return end;
        }
        if (next < 0) {
            return fail(ProtocolError.at(ChunkReader.reason(next), piece, index, end), end, sink);
        }
        left = chunks.size();
        if (left > 0) {
            state = State.CHUNK_DATA;
        } else {
            AnswerHead head = awaited();
            head.length = head.fieldsEnd;
            reader.begin(head.fieldsEnd);
            state = State.TRAILERS;
        }
        return next;
    }

    private int trailers(ByteBuf piece, int index, int end, AnswerSink sink) {
        AnswerHead head = awaited();
        int before = head.length;
        if (before == head.fieldsEnd && end - index >= 2 && piece.getShort(index) == CR_LF) {
            // Hardly any answer has trailers.
            return finish(index + 2, end, sink);
        }
        int limit = head.fieldsEnd + longestHead;
        int taken = head.take(piece, index, end - index, limit);
        int trailersEnd = reader.readFields(head, false);
        if (trailersEnd < 0) {
            return unfinished(trailersEnd, head.length >= limit, index + taken, end, sink);
        }
        head.trailersEnd = trailersEnd;
        return finish(index + trailersEnd - before, end, sink);
    }

    private int unfinished(int outcome, boolean full, int next, int end, AnswerSink sink) {
        if (outcome == HeadReader.WRONG) {
            return fail(reader.error(), end, sink);
        }
        return full ? fail(new ProtocolError(Reason.HEAD_TOO_LONG, "above " + longestHead), end, sink) : next;
    }

    private int finish(int next, int end, AnswerSink sink) {
        AnswerHead head = release();
        state = State.IDLE;
        if (next < end) {
            // Nobody asked for what follows: where one answer ends and the next begins cannot be trusted any more.
            head.keepAlive = false;
        }
        if (!head.keepAlive) {
            state = State.STOPPED;
        }
        sink.end(head);
        return end;
    }

    private int unasked(ByteBuf piece, int index, int end, AnswerSink sink) {
        return fail(ProtocolError.at(Reason.UNASKED, piece, index, end), end, sink);
    }

    private int fail(ProtocolError error, int end, AnswerSink sink) {
        stop();
        sink.failed(error);
        return end;
    }

    private void beginHead(AnswerHead head) {
        head.reset();
        framing.reset();
        reader.begin(0);
    }

    private AnswerHead awaited() {
        if (awaited == null) {
            throw new IllegalStateException("no answer is awaited (expected: expect before read)");
        }
        return awaited;
    }

    private AnswerHead release() {
        AnswerHead head = awaited();
        awaited = null;
        return head;
    }
}
