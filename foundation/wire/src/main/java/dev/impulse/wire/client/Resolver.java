package dev.impulse.wire.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Knows the addresses of hosts. May block; any thread.
@FunctionalInterface
public interface Resolver {

    /// What the machine knows: its hosts file, and DNS.
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// All addresses of a host, at least one; of an address as text, that one.
    ///
    /// @throws UnknownHostException when it has none
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
