package dev.impulse.wire.client;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.http.AnswerParser;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/// The HTTP/1.1 client of one loop: a pool of kept-alive connections for each origin. [Exchange#submit] may be called from anywhere, the
/// rest is the loop's.
public final class HttpClient {
    private final Loop loop;
    private final Transport transport;
    private final ClientOptions options;
    private final Addresses addresses;
    private final Tls tls;
    private final Map<Origin, Pool> pools = new HashMap<>();

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

    Pool pool(Origin origin) {
        var known = pools.get(origin);
        if (known == null) {
            var waits = loop.timeouts(options.waitTimeout().toNanos());
            known = new Pool(this, origin, options.connectionsPerHost(), waits);
            pools.put(origin, known);
        }
        return known;
    }

    /// Opens a connection; the pool hears how that went, on the loop's thread.
    void dial(Origin origin, Pool pool) {
        // A look-up may block for seconds: it is never made on the loop.
        addresses.of(origin.bareHost()).whenComplete((address, unknown) -> {
            if (loop.eventLoop().inEventLoop()) {
                dial(origin, pool, address, unknown);
            } else {
                loop.execute(() -> dial(origin, pool, address, unknown));
            }
        });
    }

    private void dial(Origin origin, Pool pool, InetAddress address, Throwable unknown) {
        if (unknown != null) {
            pool.notConnected(new Failure(Kind.REFUSED, "no address is known for " + origin.host() + ": " + reason(unknown)));
            return;
        }
        var connection = new Connection(origin, pool, new AnswerParser(options.answerHeadLimit()));
        new Bootstrap()
                .group(loop.eventLoop())
                .channel(transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.connectTimeout().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws SSLException {
                        if (origin.secure()) {
                            channel.pipeline().addLast(tls.handler(channel, origin, options.connectTimeout()));
                        }
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(new InetSocketAddress(address, origin.port()))
                .addListener((io.netty.channel.ChannelFuture connected) -> {
                    var cause = connected.cause();
                    if (cause != null) {
                        pool.notConnected(notConnected(origin, cause));
                    } else if (origin.secure()) {
                        connected.channel().pipeline().get(SslHandler.class).handshakeFuture().addListener(handshake -> {
                            if (handshake.cause() == null) {
                                connection.up(connected.channel());
                                pool.connected(connection);
                            } else {
                                connection.abandon();
                                pool.notConnected(Tls.failure(origin, handshake.cause()));
                            }
                        });
                    } else {
                        connection.up(connected.channel());
                        pool.connected(connection);
                    }
                });
    }

    private static Failure notConnected(Origin origin, Throwable cause) {
        return cause instanceof io.netty.channel.ConnectTimeoutException
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
