package dev.impulse.wire.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Waits in a server's script, or on a loop, for what the other side of a test does.
final class Waiting {
    private Waiting() {}

    /// Returns when it is open; a connection whose script waits in vain is cut.
    static void on(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// The same, on the loop's thread: it does nothing else meanwhile.
    static Runnable holding(CountDownLatch held, CountDownLatch goOn) {
        return () -> {
            held.countDown();
            try {
                on(goOn);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }
}
