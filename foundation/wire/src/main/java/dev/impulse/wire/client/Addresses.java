package dev.impulse.wire.client;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Addresses of hosts, looked up once, on threads that may block. Any thread.
///
/// Here it is decided, once for each host, whether anything may be sent to it: connections are made to the very address
/// that was looked at.
public final class Addresses {
    private final Resolver resolver;
    private final AllowedHosts allowed;
    private final Map<String, CompletableFuture<InetAddress>> known = new ConcurrentHashMap<>();

    /// Of this machine and private networks.
    public Addresses() {
        this(Resolver.SYSTEM, AllowedHosts.PRIVATE);
    }

    /// Of those that are allowed.
    public Addresses(Resolver resolver, AllowedHosts allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /// The address of a host, or how the look-up failed; a look-up that failed is made again the next time, a host that
    /// is not allowed stays so.
    public CompletableFuture<InetAddress> of(String host) {
        return known.computeIfAbsent(host, this::lookUp);
    }

    private CompletableFuture<InetAddress> lookUp(String host) {
        var address = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().start(() -> {
            try {
                var all = resolver.addresses(host);
                var refusal = allowed.refusal(host, all);
                if (refusal == null) {
                    address.complete(all.getFirst());
                } else {
                    address.completeExceptionally(new HostNotAllowed(refusal));
                }
            } catch (Throwable e) { // whatever it is: the exchanges that wait must hear of it
                known.remove(host, address);
                address.completeExceptionally(e);
            }
        });
        return address;
    }
}
