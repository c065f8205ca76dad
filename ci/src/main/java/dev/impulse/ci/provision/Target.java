package dev.impulse.ci.provision;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/// What a load test is aimed at. Looked at before the phases start: a target that is not there would be a test of
/// nothing.
public record Target(URI uri) {

    /// Connects once and closes. TLS is not looked at.
    ///
    /// @throws CouldNotStart when the name is unknown, or no connection is made
    public void reach(Duration timeout) throws CouldNotStart {
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), port());
        if (address.isUnresolved()) {
            throw new CouldNotStart(
                    "target: %s: no address is known for %s (expected: a name that DNS or /etc/hosts knows)"
                            .formatted(uri, uri.getHost()));
        }
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

    private int port() {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static String where(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
