package dev.impulse.wire.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// The JVM's resolver, but for hosts at which it fails as one that others have written may.
public final class OddResolver extends InetAddressResolverProvider {
    static final String UNKNOWN = "unknown.invalid";
    static final String THROWS = "throws.invalid";
    static final String BREAKS = "breaks.invalid";

    /// Made by the JVM.
    public OddResolver() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return switch (host) {
                    case UNKNOWN -> throw new UnknownHostException(host);
                    case THROWS -> throw new IllegalArgumentException(host);
                    case BREAKS -> throw new NoClassDefFoundError(host);
                    default -> usual.lookupByName(host, policy);
                };
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "odd";
    }
}
