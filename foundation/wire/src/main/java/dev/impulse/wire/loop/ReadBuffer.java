package dev.impulse.wire.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// Has the sockets of a loop read into one buffer: what one reads is taken up before the next is read. Loop's thread
/// only.
public final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SIZE = 64 * 1024;

    private final ReusedBuffer buffer = new ReusedBuffer(SIZE);

    /// Makes one for the sockets of a loop.
    public ReadBuffer() {}

    @Override
    public ExtendedHandle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return SIZE;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator others) {
                return buffer.take(others);
            }
        };
    }
}
