/// Tests of the HTTP client: real sockets, servers that do as they like.
@NullMarked
package dev.impulse.wire.client;

import org.jspecify.annotations.NullMarked;
