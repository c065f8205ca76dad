package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Names looked up by the system's resolver each time: native code that does not park.
final class LookUps implements LoadGenerator {

    @Override
    public void setUp(Load load) {
        // Read by the first look-up of the JVM: without it all but the first would come from the cache.
        load.check(
                "0".equals(java.security.Security.getProperty("networkaddress.cache.ttl")),
                "addresses are cached (expected: networkaddress.cache.ttl=0)");
    }

    @Override
    public void run(Load load) throws UnknownHostException {
        for (var address : InetAddress.getAllByName("localhost")) {
            load.check(address.isLoopbackAddress(), "%s (expected: a loopback address)", address);
        }
    }
}
