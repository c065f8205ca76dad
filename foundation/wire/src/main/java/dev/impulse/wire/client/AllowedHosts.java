package dev.impulse.wire.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which hosts may be sent to: this machine, private networks, and whoever is named. Load is never sent out into the
/// internet by mistake.
///
/// Without being named, a host must have none but addresses of loopback (and 0.0.0.0, which is this machine), RFC 1918
/// (10/8, 172.16/12, 192.168/16), RFC 4193 (fc00::/7), link-local ones (169.254/16, fe80::/10) and RFC 6598
/// (100.64/10).
///
/// @param named hosts as URLs write them, such as `staging.example.com`, or `*.example.com` for all below it
public record AllowedHosts(List<String> named) {

    /// This machine and private networks.
    public static final AllowedHosts PRIVATE = new AllowedHosts(List.of());

    /// What can be named: a star with a name of at least two parts, a name or an IPv4 address, an IPv6 address.
    public static final Pattern NAMED = Pattern.compile(
            "\\*(\\.[A-Za-z0-9_-]+){2,}|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*|\\[?[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}\\]?");

    /// What to tell when a text is none.
    public static final String EXPECTED = "a host such as staging.example.com, or *.example.com for all below it";

    public AllowedHosts {
        named = List.copyOf(named);
        for (var host : named) {
            if (!NAMED.matcher(host).matches()) {
                throw new IllegalArgumentException("allowed host: " + host + " (expected: " + EXPECTED + ")");
            }
        }
    }

    /// Those of both.
    public AllowedHosts and(AllowedHosts others) {
        return new AllowedHosts(
                Stream.concat(named.stream(), others.named.stream()).distinct().toList());
    }

    /// Why nothing may be sent to a host; null when it may.
    ///
    /// @param addresses all that its name stands for
    public @Nullable String refusal(String host, List<InetAddress> addresses) {
        var wanted = bare(host);
        if (named.stream().anyMatch(each -> covers(bare(each), wanted))) {
            return null;
        }
        return addresses.stream()
                .filter(address -> !isPrivate(address))
                .findFirst()
                .map(address -> refusal(wanted, address))
                .orElse(null);
    }

    private static String refusal(String host, InetAddress address) {
        var text = address.getHostAddress();
        return host + (text.equals(host) ? "" : " is " + text + ", which")
                + " is a public address: nothing is sent there unless it is named (expected: a host of this machine or"
                + " of a private network, --allow-target " + host + ", allow: [ " + host
                + " ] in the load test's file, or allowing(\"" + host + "\") in code)";
    }

    private static boolean covers(String named, String host) {
        return named.startsWith("*") ? host.endsWith(named.substring(1)) : host.equals(named);
    }

    /// Without case, the brackets of IPv6, and the dot that ends a name of DNS.
    private static String bare(String host) {
        var bare = host.toLowerCase(Locale.ROOT);
        if (bare.startsWith("[") && bare.endsWith("]")) {
            return bare.substring(1, bare.length() - 1);
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        int first = Byte.toUnsignedInt(bytes[0]);
        if (address instanceof Inet4Address) {
            // Site-local of IPv4 is just what RFC 1918 lists.
            boolean shared = first == 100 && (bytes[1] & 0xc0) == 64;
            return address.isSiteLocalAddress() || shared;
        }
        return (first & 0xfe) == 0xfc;
    }
}
