package dev.impulse.wire.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Deals out the sockets that one listening socket accepts, in turn. The listening loop's thread only.
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final int PAUSE_MILLIS = 100;

    private final List<ServerLoop> homes;
    private int next;

    Acceptor(List<ServerLoop> homes) {
        this.homes = homes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        homes.get(next).take((Channel) accepted);
        next = (next + 1) % homes.size();
    }

    /// Mostly there are no descriptors left: without a pause this would be tried, and told, without end.
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var config = context.channel().config();
        config.setAutoRead(false);
        context.executor().schedule(() -> config.setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
