package dev.impulse.benchmarks.soak;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process uses, at a moment. Read from `/proc`, so on Linux only.
///
/// @param rss resident memory, in bytes
/// @param heap in use, in bytes; what survives a collection only when one came just before
/// @param descriptors open files and sockets
/// @param threads of the operating system
/// @param cpuNanos used since the start
/// @param collections of garbage since the start
record Vitals(long rss, long heap, int descriptors, int threads, long cpuNanos, long collections) {

    static Vitals now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        return new Vitals(
                status("VmRSS:") * 1024,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                descriptorsOpen(),
                (int) status("Threads:"),
                system.getProcessCpuTime(),
                collections);
    }

    /// Collects the garbage first, so that [#heap] is what is alive.
    static Vitals afterCollection() {
        System.gc();
        return now();
    }

    private static long status(String key) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(key.length()).strip().split(" ", 2)[0]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("/proc/self/status: no line " + key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int descriptorsOpen() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count() - 1; // without the listing's own
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
