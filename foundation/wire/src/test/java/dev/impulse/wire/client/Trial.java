package dev.impulse.wire.client;

import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.loop.Scheduling;
import dev.impulse.wire.loop.Transport;
import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a test does with a client that is made for it.
interface Trial {

    void with(HttpClient client) throws Exception;

    /// The transports that this machine has.
    static Stream<Transport> transports() {
        return Arrays.stream(Transport.values()).filter(each -> each == Transport.NIO || Epoll.isAvailable());
    }

    /// Tries a client on a loop of its own, which is closed afterwards.
    ///
    /// @param connections how many may be open to one host
    static void on(Transport transport, int connections, Trial trial) throws Exception {
        try (var loops = Loops.of(1, transport, Scheduling.DEFAULT)) {
            var options = new ClientOptions(connections, Duration.ofSeconds(2), Duration.ofSeconds(5), "impulse");
            trial.with(new HttpClient(loops.all().getFirst(), transport, options, new Addresses(), new Tls(List.of())));
        }
    }
}
