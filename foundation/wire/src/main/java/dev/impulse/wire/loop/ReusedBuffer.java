package dev.impulse.wire.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/// A buffer that one loop uses again and again, for what is mostly given back at once: what is sent, when the socket
/// takes all of it, and what was read, when it is no TLS. Its memory stays in the core's nearest cache, and neither a
/// pool nor a leak detector has to hear of it. Loop's thread only.
public final class ReusedBuffer {
    /// A large body makes room that is not kept for the small ones.
    private static final int MOST_KEPT = 64 * 1024;

    /// Its memory goes when nobody refers to it any more: loops are not told that they have ended.
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true, false);

    private final int size;
    private ByteBuf buffer;

    /// @param size how much it takes at first
    public ReusedBuffer(int size) {
        this.size = size;
        this.buffer = MEMORY.directBuffer(size);
    }

    /// The buffer, empty and for the caller to release, or another one while somebody holds it.
    public ByteBuf take(ByteBufAllocator others) {
        if (buffer.refCnt() > 1) {
            return others.directBuffer(size);
        }
        if (buffer.capacity() > MOST_KEPT) {
            buffer.release();
            buffer = MEMORY.directBuffer(size);
        }
        return buffer.clear().retain();
    }
}
