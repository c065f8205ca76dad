package dev.impulse.wire.loop;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/// Which of Netty's transports the loops stand on.
public enum Transport {
    /// Linux's epoll, by Netty's native library: wakes on time to the microsecond.
    EPOLL,
    /// The JDK's selectors: everywhere, and exact to a millisecond.
    NIO;

    /// The best that this machine has; the system property `impulse.transport` chooses another (`epoll` or `nio`).
    public static Transport best() {
        var wanted = System.getProperty("impulse.transport", "epoll");
        return wanted.equals("epoll") && Epoll.isAvailable() ? EPOLL : NIO;
    }

    /// So many sockets are read before the loop looks at what is due: thousands may become readable at once.
    private static final int EVENTS_AT_ONCE = 128;

    IoHandlerFactory handlers() {
        return this == EPOLL
                ? EpollIoHandler.newFactory(EVENTS_AT_ONCE, DefaultSelectStrategyFactory.INSTANCE)
                : NioIoHandler.newFactory();
    }

    /// The class of channels that dial.
    public Class<? extends SocketChannel> channel() {
        return this == EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /// The class of channels that listen.
    public Class<? extends ServerSocketChannel> serverChannel() {
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}
