package dev.impulse.wire.server;

import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.http.RequestHead;
import dev.impulse.wire.loop.Loop;

/// One request that waits for its answer. On the loop's thread; whoever answers elsewhere hands that over:
///
/// ```java
/// exchange.loop().executeFirst(() -> exchange.answer(answer));
/// ```
public final class ServerExchange {
    private final ServerConnection connection;
    private final RequestHead head;
    private final byte[] body;
    private final long arrivedNanos;

    ServerExchange(ServerConnection connection, RequestHead head, byte[] body, long arrivedNanos) {
        this.connection = connection;
        this.head = head;
        this.body = body;
        this.arrivedNanos = arrivedNanos;
    }

    /// The request's head. Until the answer is given; may be read from elsewhere meanwhile, by one thread at a time.
    public RequestHead head() {
        return head;
    }

    /// The request's body; empty without one.
    public byte[] body() {
        return body;
    }

    /// When the socket that held the request's last byte was found to be readable, on the clock of [System#nanoTime].
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /// The loop whose connection it came by.
    public Loop loop() {
        return connection.loop();
    }

    /// Whether the client still waits for the answer.
    public boolean isAwaited() {
        return connection.awaits(this);
    }

    /// Gives the answer.
    ///
    /// @return whether it was handed to the socket; false when the client has closed the connection
    /// @throws IllegalStateException when it was answered before
    public boolean answer(EncodedAnswer answer) {
        return connection.answer(this, answer);
    }
}
