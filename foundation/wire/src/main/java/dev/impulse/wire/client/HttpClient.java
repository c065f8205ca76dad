package dev.impulse.wire.client;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.http.AnswerParser;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.ReadBuffer;
import dev.impulse.wire.loop.ReusedBuffer;
import dev.impulse.wire.loop.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The HTTP/1.1 client of one loop: a pool of kept-alive connections for each origin. [Exchange#submit] may be called
/// from anywhere, the rest is the loop's.
public final class HttpClient {
    private static final int USUAL_REQUEST = 4096;

    private final Loop loop;
    private final Transport transport;
    private final ClientOptions options;
    private final Addresses addresses;
    private final Tls tls;
    private final ReadBuffer readBuffer = new ReadBuffer();
    private final ReusedBuffer requestBuffer = new ReusedBuffer(USUAL_REQUEST);
    private final Map<Origin, Pool> pools = new HashMap<>();
    private @Nullable Pool poolUsedLast;

    public HttpClient(Loop loop, Transport transport, ClientOptions options, Addresses addresses, Tls tls) {
        this.loop = loop;
        this.transport = transport;
        this.options = options;
        this.addresses = addresses;
        this.tls = tls;
    }

    /// The loop that it belongs to.
    public Loop loop() {
        return loop;
    }

    String userAgent() {
        return options.userAgent();
    }

    /// Where a request is encoded.
    ByteBuf requestBuffer() {
        return requestBuffer.take(ByteBufAllocator.DEFAULT);
    }

    Pool pool(Origin origin) {
        var last = poolUsedLast;
        if (last != null && last.origin().equals(origin)) {
            return last;
        }
        var known = pools.get(origin);
        if (known == null) {
            var waits = loop.timeouts(options.waitTimeout().toNanos());
            known = new Pool(this, origin, options.connectionsPerHost(), waits);
            pools.put(origin, known);
        }
        poolUsedLast = known;
        return known;
    }

    /// Opens a connection; the pool hears how that went, on the loop's thread.
    void dial(Origin origin, Pool pool) {
        // A look-up may block for seconds: it is never made on the loop.
        var _ = addresses
                .of(origin.bareHost())
                .whenComplete((address, unknown) -> loop.execute(() -> {
                    if (unknown == null) {
                        connect(origin, pool, new InetSocketAddress(address, origin.port()));
                    } else if (unknown instanceof HostNotAllowed refused) {
                        pool.notConnected(new Failure(Kind.REFUSED, String.valueOf(refused.getMessage())));
                    } else {
                        pool.notConnected(new Failure(
                                Kind.REFUSED, "no address is known for " + origin.host() + ": " + reason(unknown)));
                    }
                }));
    }

    private void connect(Origin origin, Pool pool, InetSocketAddress address) {
        var connection = new Connection(origin, pool, new AnswerParser());
        var _ = new Bootstrap()
                .group(loop.eventLoop())
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffer)
                .option(ChannelOption.AUTO_CLOSE, false) // a write that fails shuts the way out, and no more
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws SSLException {
                        if (origin.secure()) {
                            channel.pipeline().addLast(tls.handler(channel, origin, options.connectTimeout()));
                        }
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    connection.connected();
                    if (connected.cause() != null) {
                        pool.notConnected(notConnected(origin, connected.cause()));
                    } else if (origin.secure()) {
                        shakeHands(origin, pool, connection, connected.channel());
                    } else {
                        connection.up(connected.channel());
                        pool.connected(connection);
                    }
                });
    }

    private static void shakeHands(Origin origin, Pool pool, Connection connection, Channel channel) {
        var _ = channel.pipeline().get(SslHandler.class).handshakeFuture().addListener(shaken -> {
            if (shaken.cause() == null) {
                connection.up(channel);
                pool.connected(connection);
            } else {
                connection.abandon();
                pool.notConnected(Tls.failure(origin, shaken.cause()));
            }
        });
    }

    private static Failure notConnected(Origin origin, Throwable cause) {
        return cause instanceof ConnectTimeoutException
                ? new Failure(Kind.CONNECT_TIMEOUT, origin + " did not accept a connection in time")
                : new Failure(Kind.REFUSED, origin + ": " + reason(cause));
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case UnknownHostException e -> "unknown host";
            case ConnectException e -> "connection refused or unreachable (" + e.getMessage() + ")";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
