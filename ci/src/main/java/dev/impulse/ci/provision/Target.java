package dev.impulse.ci.provision;

import dev.impulse.wire.client.AllowedHosts;
import dev.impulse.wire.client.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a load test is aimed at. Looked at before the phases start: a target that is not there would be a test of
/// nothing.
public record Target(URI uri) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]", Pattern.CASE_INSENSITIVE);

    /// Why nothing may be sent to it; null when it may be, or when it has no address, at least yet: it may be that of
    /// something that is still to be started.
    public @Nullable String refusal(AllowedHosts allowed, Resolver resolver) {
        try {
            return allowed.refusal(uri.getHost(), resolver.addresses(uri.getHost()));
        } catch (UnknownHostException notYet) {
            return null;
        }
    }

    /// Connects once and closes. TLS is not looked at.
    ///
    /// @throws CouldNotStart when the name is unknown, nothing may be sent to it, or no connection is made
    public void reach(Duration timeout, AllowedHosts allowed, Resolver resolver) throws CouldNotStart {
        InetSocketAddress address = new InetSocketAddress(address(allowed, resolver), port());
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) timeout.toMillis());
        } catch (SocketTimeoutException late) {
            throw new CouldNotStart("target: %s: no connection to %s within %d ms (expected: one that listens)"
                    .formatted(uri, where(address), timeout.toMillis()));
        } catch (IOException refused) {
            throw new CouldNotStart(
                    "target: %s: %s at %s (expected: one that listens; start it, or say how under `system`)"
                            .formatted(uri, refused.getMessage(), where(address)));
        }
    }

    private InetAddress address(AllowedHosts allowed, Resolver resolver) throws CouldNotStart {
        try {
            List<InetAddress> addresses = resolver.addresses(uri.getHost());
            String refusal = allowed.refusal(uri.getHost(), addresses);
            if (refusal != null) {
                throw new CouldNotStart("target: %s: %s".formatted(uri, refusal));
            }
            return addresses.getFirst();
        } catch (UnknownHostException unknown) {
            throw new CouldNotStart(
                    "target: %s: no address is known for %s (expected: a name that DNS or /etc/hosts knows)"
                            .formatted(uri, uri.getHost()));
        }
    }

    /// Whether its host is this machine, by one of the names and addresses that nobody else has.
    public boolean isLoopback() {
        return LOOPBACK.matcher(uri.getHost()).matches();
    }

    /// Its port, also where the URL leaves it out.
    public int port() {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static String where(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
