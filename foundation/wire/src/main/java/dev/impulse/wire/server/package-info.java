/// An HTTP/1.1 server on event loops: connections are accepted, requests read whole, answers written in their order.
///
/// What enters: bytes of clients. A [Handler] of the loop is called with each request as a [ServerExchange], and gives
/// it an [dev.impulse.wire.http.EncodedAnswer], at once or later. What leaves: the answer's bytes, or, for what is no
/// request, an answer that says what is wrong with it.
///
/// Everything runs on the loop that owns the connection. Read [HttpServer] first, then [ServerExchange],
/// `ServerConnection`.
@NullMarked
package dev.impulse.wire.server;

import org.jspecify.annotations.NullMarked;
