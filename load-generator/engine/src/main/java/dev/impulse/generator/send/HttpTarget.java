package dev.impulse.generator.send;

import java.net.URI;

/// The origin form of an address: its path and query (RFC 9112, section 3.2.1).
final class HttpTarget {
    private HttpTarget() {}

    static String of(URI address) {
        var path = address.getRawPath();
        var from = path == null || path.isEmpty() ? "/" : path;
        return address.getRawQuery() == null ? from : from + "?" + address.getRawQuery();
    }
}
