package dev.impulse.wire.client;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Addresses of hosts, looked up once, on threads that may block. Any thread.
public final class Addresses {
    private final Map<String, CompletableFuture<InetAddress>> known = new ConcurrentHashMap<>();

    /// The address of a host, or how the look-up failed; a look-up that failed is made again the next time.
    public CompletableFuture<InetAddress> of(String host) {
        return known.computeIfAbsent(host, this::lookUp);
    }

    private CompletableFuture<InetAddress> lookUp(String host) {
        var address = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().start(() -> {
            try {
                address.complete(InetAddress.getByName(host));
            } catch (Throwable e) { // whatever it is: the exchanges that wait must hear of it
                known.remove(host, address);
                address.completeExceptionally(e);
            }
        });
        return address;
    }
}
