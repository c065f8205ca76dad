package dev.impulse.wire.server;

import dev.impulse.wire.http.DateField;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.ReadBuffer;
import dev.impulse.wire.loop.ReusedBuffer;
import dev.impulse.wire.loop.Timeouts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A server's connections on one loop. Loop's thread only, but for [#take].
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a close is told to the connection
final class ServerLoop {
    private static final int USUAL_ANSWER = 4096;

    /// So long a connection that was answered for the last time may take to be closed by its client.
    private static final long LINGER_NANOS = 1_000_000_000L;

    private final Loop loop;
    private final Handler handler;
    private final ServerOptions options;
    private final ReadBuffer readBuffer = new ReadBuffer();
    private final ReusedBuffer answerBuffer = new ReusedBuffer(USUAL_ANSWER);
    private final DateField date = new DateField();
    private final Set<ServerConnection> open = new LinkedHashSet<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private boolean isClosing;

    ServerLoop(Loop loop, Handler handler, ServerOptions options) {
        this.loop = loop;
        this.handler = handler;
        this.options = options;
    }

    Loop loop() {
        return loop;
    }

    Handler handler() {
        return handler;
    }

    ServerOptions options() {
        return options;
    }

    DateField date() {
        return date;
    }

    /// Where answers are encoded.
    ByteBuf answerBuffer() {
        return answerBuffer.take(ByteBufAllocator.DEFAULT);
    }

    /// Takes over a socket that was accepted. From the acceptor's thread.
    void take(Channel accepted) {
        accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
        accepted.config().setRecvByteBufAllocator(readBuffer);
        accepted.pipeline().addLast(new ServerConnection(this));
        loop.eventLoop().register(accepted);
    }

    void opened(ServerConnection connection) {
        open.add(connection);
        if (isClosing) {
            connection.close();
        }
    }

    void closed(ServerConnection connection) {
        open.remove(connection);
        if (isClosing && open.isEmpty()) {
            empty.complete(null);
        }
    }

    boolean isClosing() {
        return isClosing;
    }

    /// The last answer of a connection has left.
    void endSoon(Channel channel, boolean isWritten) {
        if (!isWritten || isClosing || !(channel instanceof SocketChannel socket)) {
            channel.close();
            return;
        }
        socket.shutdownOutput();
        var linger = new Timeouts.Timeout() {
            @Override
            protected void timedOut() {
                channel.close();
            }
        };
        loop.timeouts(LINGER_NANOS).begin(linger, System.nanoTime());
        channel.closeFuture().addListener(closed -> linger.endTimeout());
    }

    /// Closes what is idle, and the rest with its answers.
    CompletableFuture<Void> closeInOrder() {
        isClosing = true;
        List.copyOf(open).forEach(ServerConnection::closeInOrder);
        if (open.isEmpty()) {
            empty.complete(null);
        }
        return empty;
    }

    void closeAll() {
        List.copyOf(open).forEach(ServerConnection::close);
    }
}
