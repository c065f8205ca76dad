package dev.impulse.wire.server;

import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.http.EncodedAnswer.Persistence;
import dev.impulse.wire.http.ProtocolError;
import dev.impulse.wire.http.RequestHead;
import dev.impulse.wire.http.RequestParser;
import dev.impulse.wire.http.RequestSink;
import dev.impulse.wire.loop.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection: reads one request at a time, and the next when that is answered, so that answers go out in the order
/// of their requests. What a client sends ahead is kept, up to a bound, and then left in the socket. Loop's thread
/// only.
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write or a close is told to this handler
final class ServerConnection extends ChannelInboundHandlerAdapter implements RequestSink {
    /// So much is kept of what a client sends before it has its answer.
    private static final int MOST_AHEAD = 64 * 1024;

    /// Answers to requests that came together leave together, up to here.
    private static final int MOST_TOGETHER = 32 * 1024;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final EncodedAnswer FAILED = text(500, "the handler failed; its exception is in the server's log");

    private final ServerLoop home;
    private final RequestParser parser;
    private final RequestHead head = new RequestHead();
    private final Body body;
    private @Nullable Channel channel;
    private @Nullable ServerExchange current;
    private @Nullable ByteBuf ahead;
    private @Nullable ByteBuf out;
    private long readNanos;
    private boolean isReading;
    private boolean isStalled;
    private boolean isLast;
    private boolean isEnding;
    private boolean isClosed;

    ServerConnection(ServerLoop home) {
        this.home = home;
        this.parser =
                new RequestParser(home.options().longestHead(), home.options().longestBody());
        this.body = new Body();
    }

    Loop loop() {
        return home.loop();
    }

    @SuppressWarnings("ReferenceEquality") // the very exchange is meant
    boolean awaits(ServerExchange exchange) {
        return current == exchange && !isClosed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        parser.expect(head);
        home.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (isEnding || isClosed) {
                return;
            }
            readNanos = loop().readNanos();
            if (current == null && !isStalled) {
                read(bytes);
            }
            keep(bytes);
        } finally {
            bytes.release();
        }
        flush();
    }

    private void read(ByteBuf bytes) {
        isReading = true;
        parser.read(bytes, this);
        isReading = false;
    }

    /// Keeps what lies behind a request that is not answered yet.
    private void keep(ByteBuf bytes) {
        if (!bytes.isReadable() || isEnding) {
            return;
        }
        var kept = ahead;
        if (kept == null) {
            kept = Unpooled.buffer(bytes.readableBytes());
            ahead = kept;
        }
        kept.writeBytes(bytes);
        if (kept.readableBytes() >= MOST_AHEAD && channel != null) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void head(RequestHead request) {
        body.begin(request);
        if (request.expectsContinue() && body.isExpected()) {
            buffer().writeBytes(CONTINUE);
            flush();
        }
    }

    @Override
    public void body(ByteBuf piece, int index, int length) {
        body.add(piece, index, length);
    }

    @Override
    public void end(RequestHead request) {
        var exchange = new ServerExchange(this, request, body.take(), readNanos);
        current = exchange;
        try {
            home.handler().handle(exchange);
        } catch (Throwable e) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            if (awaits(exchange)) {
                answer(exchange, FAILED);
            }
        }
    }

    @Override
    public void failed(ProtocolError error) {
        isLast = true;
        write(text(error.reason().status(), error.text()), Persistence.CLOSED, false);
        end();
    }

    boolean answer(ServerExchange exchange, EncodedAnswer answer) {
        if (isClosed) {
            return false;
        }
        if (!awaits(exchange)) {
            throw new IllegalStateException("the exchange is answered twice (expected: one answer)");
        }
        current = null;
        isLast |= !head.keepAlive() || home.isClosing();
        var persistence =
                isLast ? Persistence.CLOSED : head.minorVersion() == 0 ? Persistence.KEPT_AND_SAID : Persistence.KEPT;
        write(answer, persistence, head.method().equals("HEAD"));
        if (isLast) {
            end();
        } else {
            next();
        }
        return true;
    }

    private void write(EncodedAnswer answer, Persistence persistence, boolean isForHead) {
        var buffer = buffer();
        answer.writeTo(buffer, persistence, home.date(), System.nanoTime(), isForHead);
        if (buffer.readableBytes() >= MOST_TOGETHER) {
            flush();
        }
    }

    /// The next request may be read, once the client takes up what it was answered.
    private void next() {
        if (channel != null && !channel.isWritable()) {
            isStalled = true;
            flush();
            return;
        }
        parser.expect(head);
        if (!isReading) {
            readAhead();
            flush();
        }
    }

    /// Reads what came before it could be answered.
    private void readAhead() {
        var kept = ahead;
        if (kept != null && current == null && !isStalled) {
            ahead = null;
            read(kept);
            keep(kept);
            kept.release();
        }
        if (ahead == null && channel != null && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isStalled && context.channel().isWritable() && !isEnding) {
            isStalled = false;
            parser.expect(head);
            if (!isReading) {
                readAhead();
                flush();
            }
        }
    }

    private ByteBuf buffer() {
        var buffer = out;
        if (buffer == null) {
            buffer = home.answerBuffer();
            out = buffer;
        }
        return buffer;
    }

    private void flush() {
        var buffer = out;
        var to = channel;
        if (buffer != null && to != null) {
            out = null;
            to.writeAndFlush(buffer, to.voidPromise());
        }
    }

    /// No request is taken after the answer that was written last. The way out is shut, and the client's own close
    /// awaited: a close with bytes unread would reset the connection, and the client might lose the answer.
    private void end() {
        isEnding = true;
        parser.stop();
        var buffer = out;
        var to = channel;
        out = null;
        if (to == null) {
            return;
        }
        to.config().setAutoRead(true);
        to.writeAndFlush(buffer == null ? Unpooled.EMPTY_BUFFER : buffer)
                .addListener(written -> home.endSoon(to, written.isSuccess()));
    }

    /// The server closes: at once where nobody waits for an answer, else with the answer.
    void closeInOrder() {
        if (current == null && !parser.inRequest() && !isEnding && !isStalled) {
            close();
        }
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isClosed = true;
        parser.stop();
        if (ahead != null) {
            ahead.release();
            ahead = null;
        }
        home.closed(this);
    }

    /// A connection that is broken is no news: its client has gone, and [#channelInactive] follows.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static EncodedAnswer text(int status, String text) {
        return EncodedAnswer.of(
                status,
                List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")),
                (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
