/// HTTP/1.1 connections of one loop, and the requests that wait for one.
///
/// An [Exchange] enters a [HttpClient] from a virtual thread of the loop or from elsewhere; its pool finds or opens a
/// connection, encodes the request, times it, and calls it back on the loop's thread when its answer is whole or cannot
/// come. Read [HttpClient] first, then [Exchange], [Pool], [Connection].
@NullMarked
package dev.impulse.wire.client;

import org.jspecify.annotations.NullMarked;
