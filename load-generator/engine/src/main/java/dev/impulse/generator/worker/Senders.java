package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.send.Tracer;
import dev.impulse.wire.client.Addresses;
import dev.impulse.wire.client.ClientOptions;
import dev.impulse.wire.client.HttpClient;
import dev.impulse.wire.client.Resolver;
import dev.impulse.wire.client.Tls;
import dev.impulse.wire.loop.Loops;
import java.util.ArrayList;
import java.util.List;

/// Makes what the loops of a load test send by.
final class Senders {
    private Senders() {}

    /// One for each loop; they share the test's limits.
    static List<Sender> of(LoadTest test, Loops loops, FirstFailures failures) {
        var limits = test.limits();
        int count = loops.all().size();
        var options = new ClientOptions(
                Math.max(1, limits.connectionsPerHost() / count),
                limits.connectTimeout(),
                limits.startTimeout(),
                "impulse");
        var addresses = new Addresses(Resolver.SYSTEM, test.allowed());
        var tls = new Tls(List.of());
        var tracers = Tracer.drawn(test.trace(), count);
        var senders = new ArrayList<Sender>();
        for (var loop : loops.all()) {
            var client = new HttpClient(loop, loops.transport(), options, addresses, tls);
            var tracer = tracers.get(senders.size());
            senders.add(Sender.of(loop, client, test.target(), limits, test.seed(), 0, 1, tracer, failures));
        }
        return senders;
    }
}
