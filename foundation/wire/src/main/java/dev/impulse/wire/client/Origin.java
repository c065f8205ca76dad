package dev.impulse.wire.client;

import java.net.URI;

/// Where requests go: scheme, host and port (RFC 9110, section 4.3).
///
/// @param secure `https`
public record Origin(boolean secure, String host, int port) {

    /// The origin of an address.
    ///
    /// @throws IllegalArgumentException unless it is an `http` or `https` one with a host
    public static Origin of(URI address) {
        var scheme = address.getScheme();
        boolean secure = "https".equalsIgnoreCase(scheme);
        boolean known = secure || "http".equalsIgnoreCase(scheme);
        if (!known || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "address: " + address + " (expected: http://host[:port] or https://host[:port])");
        }
        return new Origin(secure, address.getHost(), address.getPort() >= 0 ? address.getPort() : usualPort(secure));
    }

    /// As the `Host` field wants it: the port only where it is not the scheme's own.
    public String authority() {
        return port == usualPort(secure) ? host : host + ":" + port;
    }

    private static int usualPort(boolean secure) {
        return secure ? 443 : 80;
    }

    /// The host without the brackets that an IPv6 literal has in a URI.
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}
