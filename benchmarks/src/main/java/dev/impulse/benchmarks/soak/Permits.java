package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// A semaphore that triggers of all loops share, as a limit on calls to a service would be.
final class Permits implements LoadGenerator {
    private static final int PERMITS = 2;
    private static final int AT_ONCE = 6;

    private final Semaphore permits = new Semaphore(PERMITS);
    private final Alone alone = new Alone(PERMITS);

    @Override
    public void run(Load load) throws Exception {
        Callable<Integer> held = () -> {
            permits.acquire();
            try {
                return alone.inside(
                        () -> load.get("/at-once").send().expect(200).status());
            } finally {
                permits.release();
            }
        };
        load.together(Collections.nCopies(AT_ONCE, held));
    }
}
