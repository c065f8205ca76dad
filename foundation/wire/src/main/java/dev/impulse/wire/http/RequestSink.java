package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;

/// What a [RequestParser] tells: `head`, any number of `body`, `end`; or, instead of what was left of these, `failed`.
///
/// Called on the event loop, inside [RequestParser#read]. It may call [RequestParser#stop] at any time, and
/// [RequestParser#expect] inside `end`.
public interface RequestSink {

    /// The head is whole; it says how its body ends.
    void head(RequestHead head);

    /// A piece of the body, without its chunk framing; never empty. Only valid during the call; not to be released.
    void body(ByteBuf piece, int index, int length);

    /// The request is whole; its trailers, if any, can be looked up in the head.
    void end(RequestHead head);

    /// What came is no request, or no longer one. Nothing more is told: answer with the reason's status, and close the
    /// connection.
    void failed(ProtocolError error);
}
