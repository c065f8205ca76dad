package dev.impulse.ci.watch;

import dev.impulse.generator.Figure;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Watches the processes of the system under test, from when it is opened, and notes what each second of the run had.
/// What it cannot read is absent, with the reason; nothing that goes wrong in it is an error.
public final class SystemWatch implements Witness, Closeable {
    private static final Path PROC = Path.of("/proc");
    private static final long SECOND = 1_000_000_000;
    private static final Map<String, String> KERNELS =
            Map.of("cpu", "%", "rss", "By", "threads", "1", "open files", "1", "sockets", "1");

    private final Recording recording = new Recording();
    private @Nullable JvmWatch jvms;
    private @Nullable Thread thread;
    private volatile List<Long> living = List.of();
    private volatile long beginNanos = Long.MAX_VALUE;
    private volatile boolean closed;

    private SystemWatch() {}

    /// Watches a process that was started for the load test, with all that comes of it.
    ///
    /// @param leader the process, which leads a session of its own
    /// @param mark a variable of its environment, as `NAME=VALUE`, that nobody else has
    public static SystemWatch ofStarted(long leader, String mark) {
        var watch = new SystemWatch();
        if (Files.isDirectory(PROC.resolve("self"))) {
            watch.start(new ProcessTree(PROC, List.of(leader), mark));
            watch.jvms = new JvmWatch(PROC, () -> watch.living, () -> watch.beginNanos, watch.recording);
        } else {
            KERNELS.forEach((name, unit) -> watch.recording.missing(name, unit, "this machine has no /proc"));
        }
        return watch;
    }

    /// Watches whoever listens to a port of this machine. It is not asked by JMX: that would start an agent in a JVM
    /// that is not ours.
    ///
    /// @return one that sees nothing when nobody is found, or only this process
    public static SystemWatch ofListener(int port) {
        var watch = new SystemWatch();
        var listeners = Sockets.listeners(PROC, port);
        if (!listeners.isEmpty() && !listeners.contains(ProcessHandle.current().pid())) {
            watch.start(new ProcessTree(PROC, listeners, null));
            watch.recording.missing("heap", "%", "it was not started by Impulse, which then attaches to no JVM");
            watch.recording.missing("gc", "%", "it was not started by Impulse, which then attaches to no JVM");
        }
        return watch;
    }

    /// Whether any process of a system that was started lives: the leader, or what it started.
    public static boolean lives(long leader, String mark) {
        return !new ProcessTree(PROC, List.of(leader), mark).now().isEmpty();
    }

    /// Watches nothing.
    public static SystemWatch ofNothing() {
        return new SystemWatch();
    }

    private void start(ProcessTree tree) {
        living = numbers(tree.now());
        thread = Thread.ofPlatform().daemon().name("impulse-system").start(() -> watch(tree));
    }

    private static List<Long> numbers(List<ProcessStat> processes) {
        return processes.stream().map(ProcessStat::pid).toList();
    }

    @Override
    public void begins(Instant at, long nanos) {
        beginNanos = nanos;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private void watch(ProcessTree processes) {
        var kernel = new KernelReading(PROC, recording);
        while (beginNanos == Long.MAX_VALUE && !closed) {
            living = numbers(processes.now());
            LockSupport.parkNanos(this, SECOND / 10);
        }
        sleepUntil(beginNanos);
        kernel.begin(processes.now());
        while (!closed) {
            long second = (System.nanoTime() - beginNanos) / SECOND;
            sleepUntil(beginNanos + (second + 1) * SECOND);
            if (!closed) {
                var now = processes.now();
                living = numbers(now);
                kernel.read((System.nanoTime() - beginNanos) / SECOND - 1, now);
            }
        }
    }

    private void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0 && !closed; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    @Override
    public double seen(String of, String name, String part, long second) {
        return of.equals(Figure.SYSTEM) ? recording.at(name, part, second) : Double.NaN;
    }

    @Override
    public Testimony ended(List<PhaseTimes> phases) {
        close();
        return new Testimony(recording.figures());
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
        if (jvms != null) {
            jvms.close();
        }
    }
}
