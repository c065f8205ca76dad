package dev.impulse.benchmarks.soak;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// Proves that a lock lets no more in than it should.
final class Alone {
    private final AtomicInteger inside = new AtomicInteger();
    private final int allowed;

    /// @param allowed how many may be inside at once
    Alone(int allowed) {
        this.allowed = allowed;
    }

    <T> T inside(Callable<T> call) throws Exception {
        int now = inside.incrementAndGet();
        try {
            if (now > allowed) {
                throw new IllegalStateException("inside: " + now + " (expected: " + allowed + " at most)");
            }
            return call.call();
        } finally {
            inside.decrementAndGet();
        }
    }
}
