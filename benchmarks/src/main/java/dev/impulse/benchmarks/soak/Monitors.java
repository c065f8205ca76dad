package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.Collections;
import java.util.concurrent.Callable;

/// A monitor for which triggers of all loops contend; inside, a request of our own and a sleep.
final class Monitors implements LoadGenerator {
    private static final int AT_ONCE = 4;

    private final Object monitor = new Object();
    private final Alone alone = new Alone(1);

    @Override
    public void run(Load load) throws Exception {
        Callable<Integer> held = () -> {
            synchronized (monitor) {
                return alone.inside(() -> {
                    Thread.sleep(1);
                    return load.get("/at-once").send().expect(200).status();
                });
            }
        };
        load.together(Collections.nCopies(AT_ONCE, held));
    }
}
