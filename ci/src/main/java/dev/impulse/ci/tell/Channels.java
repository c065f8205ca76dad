package dev.impulse.ci.tell;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How a run's metrics may be had while it runs: not at all, unless it was asked for.
///
/// @param asked where Prometheus may ask for them; null: nowhere
/// @param pushed the receiver of OTLP's metrics over HTTP that they are sent to; null: to none
public record Channels(
        @Nullable InetSocketAddress asked, @Nullable URI pushed) {
    /// In no way.
    public static final Channels NONE = new Channels(null, null);
}
