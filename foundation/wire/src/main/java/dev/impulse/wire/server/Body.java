package dev.impulse.wire.server;

import dev.impulse.wire.http.BodyFraming;
import dev.impulse.wire.http.RequestHead;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Puts the pieces of one request's body together after the other's. Loop's thread only.
final class Body {
    private static final byte[] NOTHING = {};

    /// What a client says about the length of a body is believed up to here: beyond, room is made as it comes.
    private static final int FIRST_ROOM = 64 * 1024;

    private byte[] bytes = NOTHING;
    private int length;
    private boolean isExpected;

    void begin(RequestHead head) {
        isExpected = head.framing() != BodyFraming.NONE;
        length = 0;
        bytes = head.framing() == BodyFraming.LENGTH
                ? new byte[(int) Math.min(head.contentLength(), FIRST_ROOM)]
                : NOTHING;
    }

    boolean isExpected() {
        return isExpected;
    }

    void add(ByteBuf piece, int index, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        piece.getBytes(index, bytes, length, count);
        length += count;
    }

    byte[] take() {
        byte[] taken = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        bytes = NOTHING;
        return taken;
    }
}
