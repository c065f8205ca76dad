package dev.impulse.wire.server;

import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.ServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// An HTTP/1.1 server: the first of the loops accepts connections, and deals them out to all. Any thread, but none of
/// its loops'.
///
/// ```java
/// var server = HttpServer.listen(loops, address, ServerOptions.USUAL, loop -> exchange -> exchange.answer(answer))
///         .orThrow();
/// ```
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final Channel channel;
    private final InetSocketAddress address;
    private final List<ServerLoop> homes;

    private HttpServer(Channel channel, List<ServerLoop> homes) {
        this.channel = channel;
        this.address = (InetSocketAddress) channel.localAddress();
        this.homes = homes;
    }

    /// Listens.
    ///
    /// @param loops live longer than the server
    /// @param address with port 0 for any that is free
    /// @param handlers makes the handler of each loop
    public static Listening listen(
            Loops loops, InetSocketAddress address, ServerOptions options, Function<Loop, Handler> handlers) {
        var homes = loops.all().stream()
                .map(loop -> new ServerLoop(loop, handlers.apply(loop), options))
                .toList();
        ServerSocketChannel channel =
                new ReflectiveChannelFactory<>(loops.transport().serverChannel()).newChannel();
        channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
        channel.pipeline().addLast(new Acceptor(homes));
        homes.getFirst().loop().eventLoop().register(channel).awaitUninterruptibly();
        var bound = channel.bind(address).awaitUninterruptibly();
        if (bound.isSuccess()) {
            return new Listening.Up(new HttpServer(channel, homes));
        }
        channel.close().awaitUninterruptibly();
        var reason = String.valueOf(bound.cause().getMessage());
        return reason.contains("in use")
                ? new Listening.PortInUse(address, PortUser.of(address.getPort()))
                : new Listening.Refused(address, reason);
    }

    /// Where it listens, or did.
    public InetSocketAddress address() {
        return address;
    }

    /// The port on which it listens.
    public int port() {
        return address().getPort();
    }

    /// Accepts no more, closes idle connections, and the others with the answers that they wait for; when the grace is
    /// over, all of them.
    public void close(Duration grace) {
        channel.close().awaitUninterruptibly();
        var ends = homes.stream().map(HttpServer::closeInOrder).toArray(CompletableFuture<?>[]::new);
        var end = CompletableFuture.allOf(ends).completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS);
        end.join();
        for (var home : homes) {
            home.loop().execute(home::closeAll);
        }
    }

    private static CompletableFuture<Void> closeInOrder(ServerLoop home) {
        return CompletableFuture.completedFuture(home).thenComposeAsync(ServerLoop::closeInOrder, home.loop());
    }

    /// Closes all connections at once.
    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
