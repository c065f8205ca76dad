package dev.impulse.wire.client;

import dev.impulse.wire.client.Failure.Kind;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS of clients: by Netty, ALPN asking for HTTP/1.1. The certificates that are trusted are the JVM's
/// (`javax.net.ssl.trustStore` changes them), or those given. Any thread; what it holds is made with the first secure
/// connection.
public final class Tls {
    private final List<X509Certificate> trusted;
    private @Nullable SslContext context;

    /// @param trusted whose certificates are trusted; empty: those that the JVM trusts
    public Tls(List<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    SslHandler handler(Channel channel, Origin origin, Duration handshakeTimeout) throws SSLException {
        var handler = context().newHandler(channel.alloc(), origin.bareHost(), origin.port());
        handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private synchronized SslContext context() throws SSLException {
        var made = context;
        if (made == null) {
            var builder = SslContextBuilder.forClient()
                    .endpointIdentificationAlgorithm("HTTPS")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_1_1));
            if (!trusted.isEmpty()) {
                builder.trustManager(trusted.toArray(X509Certificate[]::new));
            }
            made = builder.build();
            context = made;
        }
        return made;
    }

    static Failure failure(Origin origin, Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return new Failure(
                    Kind.PROTOCOL, origin + " does not speak TLS (expected: it does, or http:// in the address)");
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return new Failure(Kind.CONNECT_TIMEOUT, origin + " did not finish the TLS handshake in time");
        }
        return new Failure(Kind.PROTOCOL, origin + ": TLS: " + cause.getMessage() + advice(cause));
    }

    /// What to do about a certificate that nobody whom the JVM trusts has signed.
    private static String advice(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException) {
                return " (expected: a certificate that the JVM trusts; -Djavax.net.ssl.trustStore=FILE adds others)";
            }
        }
        return "";
    }
}
