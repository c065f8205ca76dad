package dev.impulse.wire.client;

import dev.impulse.wire.http.AnswerHead;
import dev.impulse.wire.http.BodyFraming;
import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.loop.Timeouts;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One request and what comes of it. Subclassed by who asks: [#encode] and [#ended] are called on the loop's thread,
/// and what came is read after [#ended].
public abstract class Exchange extends Timeouts.Timeout implements Runnable {
    private static final byte[] NOTHING = {};

    /// What a server says about the length of a body is believed up to here: beyond, room is made as it comes.
    private static final int FIRST_ROOM = 64 * 1024;

    private final HttpClient client;
    private final Origin origin;
    private final long timeoutNanos;
    private final long keptLimit;

    @Nullable
    Connection connection;

    boolean reused;
    private boolean waited;
    private boolean over;

    private long waitsFromNanos;
    private long sentNanos;
    private long endedNanos;
    private long connectNanos = -1;
    private long tlsNanos = -1;
    private @Nullable Failure failure;
    private @Nullable AnswerHead head;
    private byte[] body = NOTHING;
    private int kept;
    private long bodyLength;

    /// @param timeoutNanos from the first byte sent to the last byte read
    /// @param keptLimit how many bytes of the answer's body are kept
    protected Exchange(HttpClient client, Origin origin, long timeoutNanos, long keptLimit) {
        this.client = client;
        this.origin = origin;
        this.timeoutNanos = timeoutNanos;
        this.keptLimit = keptLimit;
    }

    /// Writes the whole request. On the loop's thread; once, or twice when a kept-alive connection turns out to be
    /// closed.
    protected abstract void encode(RequestEncoder encoder, ByteBuf out);

    /// Whether the request's method is `HEAD`, whose answers have no body.
    protected abstract boolean isHead();

    /// Whether sending it twice does no more than sending it once (RFC 9110, section 9.2.2).
    protected abstract boolean isIdempotent();

    /// Called once on the loop's thread, when the answer is whole or cannot come any more.
    protected abstract void ended();

    /// Called on the loop's thread for each piece of the body, in place of keeping it, if [#isStreamed].
    protected void piece(ByteBuf from, int at, int length) {}

    /// Whether the body's pieces go to [#piece].
    protected boolean isStreamed() {
        return false;
    }

    /// Hands it to its client: the loop takes it up soon. From anywhere, once.
    public final void submit() {
        client.loop().executeFirst(this);
    }

    /// Gives up: nobody waits for the answer any more. From anywhere.
    public final void cancel() {
        client.loop().execute(() -> fail(new Failure(Failure.Kind.RESET, "given up")));
    }

    /// Where it goes.
    public final Origin origin() {
        return origin;
    }

    /// Takes up what was submitted. Called by the loop.
    @Override
    public final void run() {
        if (!over) {
            client.pool(origin).take(this);
        }
    }

    /// Is called by the list of timeouts in which it stands: while it waits for a connection, or for its answer.
    @Override
    protected final void timedOut() {
        if (connection == null) {
            fail(new Failure(Failure.Kind.CONNECT_TIMEOUT, client.pool(origin).waitedTooLong()));
        } else {
            fail(new Failure(Failure.Kind.REQUEST_TIMEOUT, origin + " did not answer within " + millis(timeoutNanos)));
        }
    }

    /// It is sent on a connection that has just been opened.
    final void opened(long connectNanos, long tlsNanos) {
        this.connectNanos = connectNanos;
        this.tlsNanos = tlsNanos;
    }

    /// No connection is free for it.
    final void waits(long nowNanos) {
        if (!waited) {
            waited = true;
            waitsFromNanos = nowNanos;
        }
    }

    final void sentBy(Connection by, long nowNanos) {
        connection = by;
        sentNanos = nowNanos;
        client.loop().timeouts(timeoutNanos).begin(this, nowNanos);
    }

    final void answered(AnswerHead head) {
        this.head = head;
        if (head.framing() == BodyFraming.LENGTH && !isStreamed()) {
            body = new byte[(int) Math.min(head.contentLength(), Math.min(keptLimit, FIRST_ROOM))];
        }
    }

    final void body(ByteBuf from, int at, int length) {
        bodyLength += length;
        if (isStreamed()) {
            piece(from, at, length);
            return;
        }
        int keep = (int) Math.min(length, keptLimit - kept);
        if (keep > 0) {
            if (kept + keep > body.length) {
                body = Arrays.copyOf(body, (int) Math.min(keptLimit, Math.max(kept + keep, 2L * body.length)));
            }
            from.getBytes(at, body, kept, keep);
            kept += keep;
        }
    }

    final void complete(long nowNanos) {
        if (!over) {
            end(nowNanos);
        }
    }

    /// Sends it again, once, on a new connection, when not a byte of its answer came: a server may close a kept-alive
    /// connection just when a request is on its way, and one that was started anew has closed all that were kept.
    final boolean sendAgain() {
        if (!reused || !isIdempotent() || over) {
            return false;
        }
        endTimeout();
        connection = null;
        reused = false;
        client.pool(origin).takeAgain(this);
        return true;
    }

    final void fail(Failure why) {
        if (!over) {
            failure = why;
            end(System.nanoTime());
            var abandoned = connection;
            if (abandoned != null) {
                abandoned.close();
            }
        }
    }

    private void end(long nowNanos) {
        over = true;
        endedNanos = nowNanos;
        endTimeout();
        ended();
    }

    final boolean isOver() {
        return over;
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    /// From the first byte handed to the socket to the last byte read; below 0 when nothing was sent.
    public final long serviceNanos() {
        return sentNanos == 0 ? -1 : endedNanos - sentNanos;
    }

    /// How long it waited for a connection, without what it took to open its own; to its end when it got none; below 0
    /// when one was free.
    public final long waitedNanos() {
        if (!waited) {
            return -1;
        }
        long all = (sentNanos == 0 ? endedNanos : sentNanos) - waitsFromNanos;
        return Math.max(0, all - Math.max(0, connectNanos) - Math.max(0, tlsNanos));
    }

    /// How long it took to open its connection, without TLS; below 0 when that was open already.
    public final long connectNanos() {
        return connectNanos;
    }

    /// How long TLS's handshake took; below 0 without TLS, and when the connection was open already.
    public final long tlsNanos() {
        return tlsNanos;
    }

    /// When it ended.
    public final long endedNanos() {
        return endedNanos;
    }

    /// Why there is no whole answer; null when there is one.
    public final @Nullable Failure failure() {
        return failure;
    }

    /// The answer's status and header fields; null when it did not come that far.
    public final @Nullable AnswerHead head() {
        return head;
    }

    /// A copy of the first bytes of the body that were kept.
    protected final byte[] bodyHead(int most) {
        return Arrays.copyOf(body, Math.min(most, kept));
    }

    /// What encodes it. On the loop's thread.
    protected final RequestEncoder encoder() {
        return client.pool(origin).encoder();
    }

    /// The bytes of the body that were kept; not a copy.
    public final byte[] body() {
        return kept == body.length ? body : Arrays.copyOf(body, kept);
    }

    /// How long the body was, kept or not.
    public final long bodyLength() {
        return bodyLength;
    }
}
