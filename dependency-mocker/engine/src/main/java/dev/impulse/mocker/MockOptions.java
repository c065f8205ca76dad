package dev.impulse.mocker;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// How mocks are run.
///
/// @param address on which they listen
/// @param loops how many event loops answer; one does for more than a hundred thousand calls a second
/// @param seed from which delays and faults are drawn
/// @param administrationPort on which this machine may ask what came of it: 0 for any that is free, null for none
public record MockOptions(
        InetAddress address, int loops, long seed, @Nullable Integer administrationPort) {
    public MockOptions {
        if (loops < 1) {
            throw new IllegalArgumentException("loops: " + loops + " (expected: 1 or more)");
        }
    }

    /// On the loopback address, one loop, without administration.
    public static MockOptions ofSeed(long seed) {
        return new MockOptions(InetAddress.getLoopbackAddress(), 1, seed, null);
    }
}
