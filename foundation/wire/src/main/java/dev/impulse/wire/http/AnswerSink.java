package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;

/// What an [AnswerParser] tells: `head`, any number of `body`, `end`; or, instead of what was left of these, `failed`.
///
/// Called on the event loop, inside [AnswerParser#read] or [AnswerParser#closed]. It may call [AnswerParser#stop] at
/// any time, and [AnswerParser#expect] inside `end`. Interim answers (1xx) are not told.
public interface AnswerSink {

    /// The head is whole. [AnswerHead#keepAlive] may still turn false until `end`.
    void head(AnswerHead head);

    /// A piece of the body, without its chunk framing; never empty. Only valid during the call; not to be released.
    void body(ByteBuf piece, int index, int length);

    /// The answer is whole; its trailers, if any, can be looked up in the head.
    void end(AnswerHead head);

    /// What came is no answer, or no longer one. Nothing more is told: close the connection.
    void failed(ProtocolError error);
}
