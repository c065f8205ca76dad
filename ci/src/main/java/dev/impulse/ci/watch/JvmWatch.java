package dev.impulse.ci.watch;

import dev.impulse.ci.watch.Jvm.Reading;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Asks the JVMs among the processes once a second, on a thread of its own: a JVM that stands still keeps it waiting,
/// and nothing else. What several JVMs say is added up.
final class JvmWatch implements Closeable {
    private static final long SECOND = 1_000_000_000;
    private static final double NANOS_OF_MILLI = 1e6;
    private static final String BYTES = "By";
    private static final String NUMBER = "1";
    private static final String PERCENT = "%";
    private static final double HUNDRED = 100;

    private static final long LEAD_NANOS = 50_000_000;

    /// So long a JVM that does not answer is waited for at the end.
    private static final long PATIENCE_MILLIS = 300;

    private final Path proc;
    private final Supplier<List<Long>> processes;
    private final LongSupplier beginNanos;
    private final Recording recording;
    private final Map<Long, Jvm> attached = new HashMap<>();
    private final Map<Long, Reading> before = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private final Thread thread;
    private long beforeNanos;
    private volatile boolean closed;

    /// @param processes those of the system that live now
    /// @param beginNanos when the first phase begins, on the clock of [System#nanoTime]; the largest number before that
    ///     is known
    JvmWatch(Path proc, Supplier<List<Long>> processes, LongSupplier beginNanos, Recording recording) {
        this.proc = proc;
        this.processes = processes;
        this.beginNanos = beginNanos;
        this.recording = recording;
        absent("none of its processes is a JVM");
        this.thread = Thread.ofPlatform().daemon().name("impulse-system-jvm").start(this::watch);
    }

    private void absent(String why) {
        recording.missing("heap", PERCENT, why);
        recording.missing("gc", PERCENT, why);
    }

    private void watch() {
        try {
            while (!closed) {
                attach();
                read();
                Thread.sleep(untilNext());
            }
        } catch (InterruptedException end) {
            // It is closed.
        } finally {
            attached.values().forEach(Jvm::close);
        }
    }

    /// A little before the second ends, so that what is read belongs to it.
    private long untilNext() {
        long begin = beginNanos.getAsLong();
        long since = System.nanoTime() - (begin == Long.MAX_VALUE ? 0 : begin) + LEAD_NANOS;
        return (SECOND - Math.floorMod(since, SECOND)) / 1_000_000 + 1;
    }

    private void attach() {
        for (long pid : processes.get()) {
            if (!attached.containsKey(pid) && !refused.contains(pid) && Jvms.isOne(proc, pid)) {
                if (Jvms.lets(proc, pid)) {
                    attach(pid);
                } else {
                    absent("its JVM does not let others attach (-Xrs, or it is just starting)");
                }
            }
        }
    }

    private void attach(long pid) {
        try {
            attached.put(pid, Jvm.attach(pid));
        } catch (IOException why) {
            refused.add(pid);
            absent("its JVM cannot be attached to: " + why.getMessage());
        } catch (LinkageError noSuchModule) {
            refused.add(pid);
            absent("the Java that Impulse runs on has no module jdk.attach");
        }
    }

    private void read() {
        long begin = beginNanos.getAsLong();
        if (begin != Long.MAX_VALUE && isTooEarly(System.nanoTime() - begin)) {
            return;
        }
        Map<Long, Reading> now = new HashMap<>();
        for (var jvm : List.copyOf(attached.entrySet())) {
            try {
                now.put(jvm.getKey(), jvm.getValue().read());
            } catch (IOException gone) {
                jvm.getValue().close();
                attached.remove(jvm.getKey());
            }
        }
        long nanos = System.nanoTime();
        if (!now.isEmpty() && begin != Long.MAX_VALUE && nanos - begin > 0) {
            record((nanos - begin) / SECOND, now, nanos - beforeNanos);
        }
        beforeNanos = nanos;
        before.clear();
        before.putAll(now);
    }

    /// What is read in the first half of a second would be of the one before.
    private static boolean isTooEarly(long sinceBegin) {
        return sinceBegin > 0 && sinceBegin % SECOND < SECOND / 2;
    }

    private void record(long second, Map<Long, Reading> now, long nanos) {
        double used = sum(now, reading -> reading.heap().getUsed());
        double max = sum(now, reading -> limit(reading.heap()));
        recording.put("heap", PERCENT, second, rounded(HUNDRED * used / max));
        recording.put("heap used", BYTES, second, used);
        recording.put(
                "heap committed",
                BYTES,
                second,
                sum(now, reading -> reading.heap().getCommitted()));
        recording.put("heap max", BYTES, second, max);
        recording.put(
                "gc",
                PERCENT,
                second,
                rounded(HUNDRED * NANOS_OF_MILLI * since(now, Reading::collectingMillis) / nanos));
        recording.put("gc count", NUMBER, second, since(now, Reading::collections));
        recording.put("threads", NUMBER, second, added(now, Reading::threads));
        recording.put(
                "pool active",
                NUMBER,
                second,
                added(now, reading -> reading.pools().active()));
        recording.put(
                "pool max",
                NUMBER,
                second,
                added(now, reading -> reading.pools().max()));
        recording.put(
                "pool waiting",
                NUMBER,
                second,
                added(now, reading -> reading.pools().waiting()));
    }

    private static double rounded(double value) {
        return Math.rint(value * 100) / 100;
    }

    private static long limit(MemoryUsage heap) {
        return heap.getMax() > 0 ? heap.getMax() : heap.getCommitted();
    }

    private static double sum(Map<Long, Reading> now, ToDoubleFunction<Reading> value) {
        return now.values().stream().mapToDouble(value).sum();
    }

    /// What was added since the last reading, by those that were there then.
    private double since(Map<Long, Reading> now, ToDoubleFunction<Reading> value) {
        double since = 0;
        for (var reading : now.entrySet()) {
            @Nullable Reading earlier = before.get(reading.getKey());
            since += earlier == null ? 0 : value.applyAsDouble(reading.getValue()) - value.applyAsDouble(earlier);
        }
        return since;
    }

    private static Map<String, Double> added(Map<Long, Reading> now, Function<Reading, Map<String, Double>> parts) {
        Map<String, Double> all = new HashMap<>();
        now.values()
                .forEach(reading -> parts.apply(reading).forEach((part, value) -> all.merge(part, value, Double::sum)));
        return all;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
