package dev.impulse.measure.watch;

import dev.impulse.measure.watch.WatchedSecond.Descriptors;
import dev.impulse.measure.watch.WatchedSecond.Heap;
import dev.impulse.measure.watch.WatchedSecond.JvmStops;
import dev.impulse.measure.watch.WatchedSecond.Machine;
import dev.impulse.measure.watch.WatchedSecond.Pauses;
import dev.impulse.measure.watch.WatchedSecond.Ports;
import dev.impulse.measure.watch.WatchedSecond.ThreadTime;
import dev.impulse.measure.watch.WatchedSecond.Threads;
import dev.impulse.measure.watch.WatchedSecond.Throttling;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A second in which nothing was scarce, on two cores with one loop, unless it is said otherwise. Times in
/// milliseconds.
final class MadeUpSecond {
    private static final long MILLI = 1_000_000;

    private double cores = 2;
    private @Nullable Long ownNanos = 150 * MILLI;
    private @Nullable Machine machine = new Machine(2, 200 * MILLI, 1_800 * MILLI, 0, 0);
    private @Nullable Throttling throttling = new Throttling(null, 0, 0, 0);
    private @Nullable Threads threads = new Threads(2 * MILLI, List.of(new ThreadTime("loop-0", 100 * MILLI, MILLI)));
    private Pauses pauses = new Pauses(1, 2 * MILLI, 2 * MILLI);
    private @Nullable JvmStops stops = new JvmStops(2, 3 * MILLI);
    private @Nullable Heap heap = new Heap(100 << 20, 1_000 << 20);
    private @Nullable Descriptors descriptors = new Descriptors(200, 20_000);
    private @Nullable Ports ports = new Ports(150, 28_232, false);

    static MadeUpSecond quiet() {
        return new MadeUpSecond();
    }

    /// What a machine tells that tells nothing.
    static MadeUpSecond blind() {
        var blind = new MadeUpSecond();
        blind.ownNanos = null;
        blind.machine = null;
        blind.throttling = null;
        blind.threads = null;
        blind.pauses = Pauses.NONE;
        blind.stops = null;
        blind.heap = null;
        blind.descriptors = null;
        blind.ports = null;
        return blind;
    }

    MadeUpSecond cores(double known) {
        cores = known;
        return this;
    }

    MadeUpSecond own(long millis) {
        ownNanos = millis * MILLI;
        return this;
    }

    MadeUpSecond machine(long busy, long idle, long stolen) {
        return machine(busy, idle, stolen, 0);
    }

    MadeUpSecond machine(long busy, long idle, long stolen, long uncounted) {
        int machineCores = Math.max(1, (int) Math.round((busy + idle + stolen + uncounted) / 1_000.0));
        machine = new Machine(machineCores, busy * MILLI, idle * MILLI, stolen * MILLI, uncounted * MILLI);

        return this;
    }

    MadeUpSecond quota(double quotaCores, long periods, long throttled, long millis) {
        throttling = new Throttling(quotaCores, periods, throttled, millis * MILLI);
        return this;
    }

    MadeUpSecond loop(long used, long waited) {
        threads = new Threads(waited * MILLI, List.of(new ThreadTime("loop-0", used * MILLI, waited * MILLI)));
        return this;
    }

    MadeUpSecond withoutThreads() {
        threads = null;
        return this;
    }

    MadeUpSecond pauses(int count, long total, long longest) {
        pauses = new Pauses(count, total * MILLI, longest * MILLI);
        stops = new JvmStops(count, total * MILLI);
        return this;
    }

    MadeUpSecond stops(long count, long total) {
        stops = new JvmStops(count, total * MILLI);
        return this;
    }

    MadeUpSecond heap(long used, long max) {
        heap = new Heap(used << 20, max << 20);
        return this;
    }

    MadeUpSecond descriptors(long open, long limit) {
        descriptors = new Descriptors(open, limit);
        return this;
    }

    MadeUpSecond ports(long taken, boolean toOneDestination) {
        ports = new Ports(taken, 28_232, toOneDestination);
        return this;
    }

    WatchedSecond number(long number) {
        return new WatchedSecond(
                number,
                new Stretch(number * WatchedSecond.LENGTH, (number + 1) * WatchedSecond.LENGTH),
                cores,
                null,
                ownNanos,
                machine,
                null,
                throttling,
                threads,
                pauses,
                stops,
                heap,
                descriptors,
                ports);
    }

    /// So many of them, numbered on, the last one not included.
    Stream<WatchedSecond> numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(this::number);
    }
}
