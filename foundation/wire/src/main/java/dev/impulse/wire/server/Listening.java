package dev.impulse.wire.server;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What came of listening.
public sealed interface Listening {

    /// The server listens.
    record Up(HttpServer server) implements Listening {}

    /// Somebody else listens there.
    ///
    /// @param by who does; null when that cannot be found out
    record PortInUse(InetSocketAddress address, @Nullable PortUser by) implements Listening {}

    /// It cannot listen there for another reason, such as a port that only root may open.
    record Refused(InetSocketAddress address, String reason) implements Listening {}

    /// What went wrong, for people, such as `port 9001 is in use by process 4711 (java -jar shop.jar)`.
    default String text() {
        return switch (this) {
            case Up(var server) -> "port " + server.port() + " is listened on";
            case PortInUse(var address, var by) ->
                "port " + address.getPort() + " is in use" + (by == null ? "" : " by " + by.text())
                        + " (expected: a free one; end that process, or choose another port)";
            case Refused(var address, var reason) -> "cannot listen on " + address + ": " + reason;
        };
    }

    /// The server.
    ///
    /// @throws IllegalStateException when it does not listen
    default HttpServer orThrow() {
        if (this instanceof Up(var server)) {
            return server;
        }
        throw new IllegalStateException(text());
    }
}
