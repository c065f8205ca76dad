package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A scenario whose ends are counted as they come, since a load test's result comes only when it is over. Any thread.
final class Counted implements LoadGenerator {
    private final LoadGenerator scenario;
    private final LongAdder ok = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

    Counted(LoadGenerator scenario) {
        this.scenario = scenario;
    }

    @Override
    public void setUp(Load load) throws Exception {
        scenario.setUp(load);
    }

    @Override
    public void run(Load load) throws Exception {
        try {
            scenario.run(load);
            ok.increment();
        } catch (Throwable e) {
            failed.increment();
            if (firstFailure.compareAndSet(null, e)) {
                e.printStackTrace();
            }
            throw e;
        }
    }

    @Override
    public void tearDown(Load load) throws Exception {
        try {
            scenario.tearDown(load);
        } catch (Throwable e) {
            failed.increment();
            e.printStackTrace();
            throw e;
        }
    }

    long ok() {
        return ok.sum();
    }

    long failed() {
        return failed.sum();
    }
}
