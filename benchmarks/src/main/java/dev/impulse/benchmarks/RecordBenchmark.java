package dev.impulse.benchmarks;

import dev.impulse.generator.measure.CaseRecorder;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.measure.Gatherer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to record: one sample, and all that a trigger with one request leaves (response and service time of
/// the request, response time and lateness of the trigger), with an interval ended every 100,000 samples.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecordBenchmark {
    private static final int SAMPLES_IN_INTERVAL = 100_000;
    private static final long SHORTEST_NANOS = 20_000;
    private static final long SPREAD = 0x3ffff;

    private final Gatherer<SeriesKey> gatherer = new Gatherer<>(interval -> {});
    private final LoopRecorder recorder = new LoopRecorder(1, 1, gatherer::accept);
    private final CaseRecorder testCase = recorder.of(0, 0);
    private long random = 1;
    private int left = SAMPLES_IN_INTERVAL;
    private long interval;

    @Setup(Level.Iteration)
    public void endInterval() {
        recorder.endInterval(interval++);
    }

    @TearDown(Level.Trial)
    public void close() {
        gatherer.close();
    }

    @Benchmark
    public void oneSample() {
        testCase.late(next());
        count();
    }

    @Benchmark
    public void triggerWithOneRequest() {
        long nanos = next();
        testCase.started();
        testCase.request("get").ended(null, nanos, nanos - 1000);
        testCase.late(nanos >>> 8);
        testCase.ended(null, nanos);
        count();
    }

    /// Values spread as latencies are: about 20 to 280 µs.
    private long next() {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return SHORTEST_NANOS + (random >>> 40 & SPREAD);
    }

    private void count() {
        if (--left == 0) {
            left = SAMPLES_IN_INTERVAL;
            endInterval();
        }
    }
}
