package dev.impulse.wire.client;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.http.AnswerHead;
import dev.impulse.wire.http.AnswerParser;
import dev.impulse.wire.http.AnswerParser.Closing;
import dev.impulse.wire.http.AnswerSink;
import dev.impulse.wire.http.ProtocolError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection: sends one exchange at a time, and reads its answer in place. Loop's thread only.
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write or a close is told to this handler
final class Connection extends ChannelInboundHandlerAdapter implements AnswerSink {
    private final Origin origin;
    private final Pool pool;
    private final AnswerParser parser;
    private final long dialledNanos = System.nanoTime();
    private long connectedNanos;
    private long upNanos;
    private @Nullable Channel channel;
    private @Nullable Exchange current;
    private boolean used;
    private boolean closed;
    private boolean broken;

    Connection(Origin origin, Pool pool, AnswerParser parser) {
        this.origin = origin;
        this.pool = pool;
        this.parser = parser;
    }

    /// TCP's handshake is over.
    void connected() {
        connectedNanos = System.nanoTime();
    }

    /// It can be used, TLS's handshake over as well.
    void up(Channel channel) {
        upNanos = System.nanoTime();
        this.channel = channel;
    }

    /// It never came up, and the pool knows.
    void abandon() {
        closed = true;
    }

    boolean isUsed() {
        return used;
    }

    boolean isClosed() {
        return closed;
    }

    /// Sends an exchange, and says whether it took it: one that cannot be encoded fails, and the connection is as free
    /// as before.
    boolean send(Exchange exchange) {
        var to = channel;
        if (to == null) {
            throw new IllegalStateException("a connection is used before it is up");
        }
        ByteBuf request = null;
        try {
            request = pool.client().requestBuffer();
            exchange.encode(pool.encoder(), request);
        } catch (RuntimeException | Error e) { // an Error as well: there may be no room for its body
            if (request != null) {
                request.release();
            }
            exchange.fail(new Failure(Kind.UNSENDABLE, String.valueOf(e.getMessage())));
            return false;
        }
        if (!used) {
            exchange.opened(connectedNanos - dialledNanos, origin.secure() ? upNanos - connectedNanos : -1);
        }
        used = true;
        current = exchange;
        parser.expect(new AnswerHead(), exchange.isHead());
        exchange.sentBy(this, System.nanoTime());
        to.writeAndFlush(request, to.voidPromise());
        return true;
    }

    void close() {
        var open = channel;
        if (open != null && !closed) {
            open.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (!closed) {
                parser.read(bytes, this);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void head(AnswerHead head) {
        if (current != null) {
            current.answered(head);
        }
    }

    @Override
    public void body(ByteBuf piece, int index, int length) {
        if (current != null) {
            current.body(piece, index, length);
        }
    }

    @Override
    public void end(AnswerHead head) {
        var ended = current;
        current = null;
        if (ended != null) {
            ended.complete(System.nanoTime());
        }
        if (!head.keepAlive() || !isSentWhole()) {
            close();
        } else if (!closed) {
            pool.free(this);
        }
    }

    /// An answer may come before its request is sent whole: what is left of it would run into the next one, or the way
    /// out is shut, and there is no next one.
    private boolean isSentWhole() {
        var out = channel == null ? null : channel.unsafe().outboundBuffer();
        return out != null && out.totalPendingWriteBytes() == 0;
    }

    @Override
    public void failed(ProtocolError error) {
        failCurrent(Kind.PROTOCOL, error.text());
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!closed) {
            closed = true;
            var ending = broken ? parser.broken() : parser.closed(this);
            boolean unanswered = ending == Closing.UNANSWERED;
            var cut = current;
            current = null;
            if (cut != null && !(unanswered && cut.sendAgain())) {
                cut.fail(new Failure(Kind.RESET, origin + " closed the connection before the answer was whole"));
            }
            pool.closed();
        }
    }

    /// A request that cannot be sent whole may have been answered all the same: what has come is read. Then the
    /// connection is closed, by [#end] or because there is no more to read.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ChannelOutputShutdownException) {
            return;
        }
        broken = true;
        boolean tls = cause instanceof SSLException || cause.getCause() instanceof SSLException;
        if (tls) {
            failCurrent(Kind.PROTOCOL, "TLS: " + cause.getMessage());
        }
        context.close(); // what was on its way is told in channelInactive
    }

    private void failCurrent(Kind kind, String reason) {
        var failed = current;
        current = null;
        if (failed != null) {
            failed.fail(new Failure(kind, reason));
        }
    }
}
