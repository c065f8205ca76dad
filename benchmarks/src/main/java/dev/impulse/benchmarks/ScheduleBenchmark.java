package dev.impulse.benchmarks;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Ramp;
import dev.impulse.generator.plan.Shape;
import dev.impulse.generator.plan.Sine;
import dev.impulse.generator.plan.Timetable;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to go to the next due time of a timetable, all slots of it on one loop.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScheduleBenchmark {
    private static final double TPS = 100_000;
    private static final Duration LENGTH = Duration.ofHours(4);

    @Param({"constant", "ramp", "sine"})
    public String shape = "constant";

    @Param({"EVEN", "POISSON"})
    public Arrivals arrivals = Arrivals.EVEN;

    private Timetable timetable = timetable();
    private Timetable.Cursor cursor = cursor();

    @Setup(Level.Trial)
    public void prepare() {
        timetable = timetable();
    }

    @Setup(Level.Iteration)
    public void begin() {
        cursor = cursor();
    }

    @Benchmark
    public long advance() {
        cursor.advance();
        return cursor.dueNanos();
    }

    private Timetable timetable() {
        Shape made = switch (shape) {
            case "constant" -> new Constant(TPS);
            case "ramp" -> new Ramp(TPS / 2, TPS, LENGTH);
            case "sine" -> new Sine(TPS, TPS / 2, Duration.ofMinutes(1));
            default -> throw new IllegalArgumentException("shape: " + shape);
        };
        var phase = new Phase("steady", Phase.Kind.STEADY, LENGTH, Map.of("get", new Demand.Open(made, arrivals)));
        return Timetable.of(List.of(phase), "get", 1);
    }

    private Timetable.Cursor cursor() {
        var slots = new BitSet(Timetable.SLOTS);
        slots.set(0, Timetable.SLOTS);
        return timetable.cursor(slots);
    }
}
