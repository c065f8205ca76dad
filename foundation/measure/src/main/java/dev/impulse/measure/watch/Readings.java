package dev.impulse.measure.watch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads all that is counted, and makes a second of two readings. For one thread.
final class Readings {
    private final SystemFiles files;
    private final @Nullable StopCounters stops;
    private final @Nullable OperatingSystemMXBean system;
    private final @Nullable Cgroup cgroup;
    private final @Nullable BitSet allowed;
    private final ThreadTimes threads;
    private final LocalPorts ports;
    private final OpenDescriptors descriptors = new OpenDescriptors();

    /// What had been counted at a moment. What could not be read is null.
    record Reading(
            long nanos,
            double cores,
            @Nullable Long ownNanos,
            @Nullable MachineTimes machine,
            @Nullable Long pressureNanos,
            Cgroup.@Nullable Times cgroup,
            @Nullable Map<String, ThreadTimes.Times> threads,
            WatchedSecond.@Nullable JvmStops stops,
            WatchedSecond.@Nullable Descriptors descriptors,
            WatchedSecond.@Nullable Ports ports) {}

    Readings(SystemFiles files, String loops, @Nullable StopCounters stops) {
        this.files = files;
        this.stops = stops;
        this.system =
                ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known ? known : null;
        this.cgroup = Cgroup.find(files);
        var status = files.read("/proc/self/status");
        this.allowed = status == null ? null : MachineTimes.allowed(status);
        this.threads = new ThreadTimes(files, loops);
        this.ports = new LocalPorts(files);
    }

    Reading read() {
        long now = System.nanoTime();
        var quota = cgroup == null ? null : cgroup.read();
        var stat = files.read("/proc/stat");
        long own = system == null ? -1 : system.getProcessCpuTime();
        return new Reading(
                now,
                cores(quota),
                own < 0 ? null : Long.valueOf(own),
                stat == null ? null : MachineTimes.of(stat, allowed),
                pressureNanos(files.read("/proc/pressure/cpu")),
                quota,
                threads.read(),
                stops == null ? null : new WatchedSecond.JvmStops(stops.count(), stops.nanos()),
                descriptors.read(now),
                ports.read(System.nanoTime()));
    }

    /// The JVM rounds a quota up to whole cores.
    private double cores(Cgroup.@Nullable Times quota) {
        double bound = allowed == null ? Runtime.getRuntime().availableProcessors() : allowed.cardinality();
        return quota == null || quota.quotaCores() == null ? bound : Math.min(bound, quota.quotaCores());
    }

    /// From a line such as `some avg10=0.00 avg60=0.00 avg300=0.00 total=12345`, in microseconds.
    static @Nullable Long pressureNanos(@Nullable String pressure) {
        var key = "total=";
        int at = pressure != null && pressure.startsWith("some ") ? pressure.indexOf(key) : -1;
        Long micros = pressure == null || at < 0 ? null : SystemFiles.numberAt(pressure, at + key.length());
        return micros == null ? null : Long.valueOf(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    /// What was counted between two readings.
    ///
    /// @param beginNanos of the load test
    WatchedSecond second(long number, long beginNanos, Reading before, Reading after, Optional<Floor> floor) {
        long length = after.nanos - before.nanos;
        return new WatchedSecond(
                number,
                new Stretch(before.nanos - beginNanos, after.nanos - beginNanos),
                after.cores,
                floor.orElse(null),
                before.ownNanos == null || after.ownNanos == null
                        ? null
                        : Long.valueOf(after.ownNanos - before.ownNanos),
                before.machine == null || after.machine == null ? null : after.machine.since(before.machine, length),
                before.pressureNanos == null || after.pressureNanos == null
                        ? null
                        : Double.valueOf((double) (after.pressureNanos - before.pressureNanos) / length),
                throttling(before.cgroup, after.cgroup),
                before.threads == null || after.threads == null ? null : threads.between(before.threads, after.threads),
                WatchedSecond.Pauses.NONE,
                before.stops == null || after.stops == null
                        ? null
                        : new WatchedSecond.JvmStops(
                                after.stops.count() - before.stops.count(),
                                after.stops.totalNanos() - before.stops.totalNanos()),
                null,
                after.descriptors,
                after.ports);
    }

    private static WatchedSecond.@Nullable Throttling throttling(
            Cgroup.@Nullable Times before, Cgroup.@Nullable Times after) {
        return before == null || after == null
                ? null
                : new WatchedSecond.Throttling(
                        after.quotaCores(),
                        after.periods() - before.periods(),
                        after.throttledPeriods() - before.throttledPeriods(),
                        after.throttledNanos() - before.throttledNanos());
    }
}
