package dev.impulse.wire.client;

import java.time.Duration;

/// What a client of one loop may do.
///
/// @param connectionsPerHost open at once to one origin, on this loop; at least 1
/// @param connectTimeout until TCP, and TLS where there is some, is up
/// @param waitTimeout how long an exchange may wait for a connection to become free
/// @param userAgent what it calls itself, such as `impulse/0.1.0`
public record ClientOptions(int connectionsPerHost, Duration connectTimeout, Duration waitTimeout, String userAgent) {
    public ClientOptions {
        if (connectionsPerHost < 1) {
            throw new IllegalArgumentException("connectionsPerHost: " + connectionsPerHost + " (expected: 1 or more)");
        }
    }
}
