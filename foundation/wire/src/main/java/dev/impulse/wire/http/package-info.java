/// HTTP/1.1 as the hot path speaks it, by hand, as RFC 9112 says: requests become bytes, bytes become answers; and the
/// other way round, for servers.
///
/// What enters: a method, a target, header fields and a body; the pieces of bytes that a connection reads, split
/// anywhere. What leaves: bytes in a `ByteBuf`; an [AnswerHead], pieces of a body and its end, told to an [AnswerSink].
/// For servers: an [EncodedAnswer] enters, a [RequestHead] and pieces of a body, told to a [RequestSink], leave. What
/// is malformed is a [ProtocolError], a value; nothing here throws because of what the other side sent, and nothing
/// holds more than one head.
///
/// Everything runs on the event loop that owns the connection, and allocates nothing for the usual answer.
///
/// Read [AnswerParser] first, then `HeadReader`, `Framing` and `ChunkReader`, which it stands on; [RequestEncoder] with
/// [RequestFields] is the other way. A server's side is [RequestParser] and [EncodedAnswer].
@NullMarked
package dev.impulse.wire.http;

import org.jspecify.annotations.NullMarked;
