package dev.impulse.wire.loop;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;

/// Puts a [LoopIoHandler] around the handler that a transport makes.
record LoopIoHandlerFactory(IoHandlerFactory io, Loop loop) implements IoHandlerFactory {

    @Override
    public IoHandler newHandler(ThreadAwareExecutor executor) {
        return new LoopIoHandler(io.newHandler(executor), loop);
    }

    @Override
    public boolean isChangingThreadSupported() {
        return false;
    }
}
