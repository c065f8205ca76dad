package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value handed from one thread of a trigger to another by `wait` and `notifyAll`, several times.
final class HandOver implements LoadGenerator {
    private static final int VALUES = 5;

    @Override
    public void run(Load load) throws Exception {
        var slot = new Slot();
        var sums = load.together(List.of(
                () -> {
                    int sum = 0;
                    for (int value = 1; value <= VALUES; value++) {
                        load.get("/at-once").send().expect(200);
                        slot.put(value);
                        sum += value;
                    }
                    return sum;
                },
                () -> {
                    int sum = 0;
                    for (int value = 1; value <= VALUES; value++) {
                        sum += slot.take();
                    }
                    return sum;
                }));
        load.check(sums.get(0).equals(sums.get(1)), "sums: %s (expected: the same)", sums);
    }

    /// Holds one value at most.
    private static final class Slot {
        private @Nullable Integer value;

        synchronized void put(int newValue) throws InterruptedException {
            while (value != null) {
                wait();
            }
            value = newValue;
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            var taken = value;
            while (taken == null) {
                wait();
                taken = value;
            }
            value = null;
            notifyAll();
            return taken;
        }
    }
}
