package dev.impulse.measure.watch;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How many files and sockets the process has open. The JVM counts them by reading a folder, which takes it 10 ms for
/// 15,000 of them; since Linux 6.2 the kernel says the number as that folder's size, in microseconds.
final class OpenDescriptors {
    private static final Path FOLDER = Path.of("/proc/self/fd");

    /// Where they are counted, counting does not take more than this part of the time.
    private static final int PAUSE_FOR_COST = 200;

    /// Others may open or close some in between.
    private static final long NEARLY_SAME = 20;

    private final @Nullable UnixOperatingSystemMXBean bean;
    private final boolean sizeIsNumber;
    private long counted;
    private long countAgainNanos = Long.MIN_VALUE;

    OpenDescriptors() {
        bean = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix : null;
        long size = size();
        sizeIsNumber = bean != null && size > 0 && Math.abs(size - bean.getOpenFileDescriptorCount()) <= NEARLY_SAME;
    }

    /// @param nowNanos on the clock of [System#nanoTime]
    WatchedSecond.@Nullable Descriptors read(long nowNanos) {
        if (bean == null) {
            return null;
        }
        long open = sizeIsNumber ? size() : count(bean, nowNanos);
        long limit = bean.getMaxFileDescriptorCount();
        return open < 0 || limit <= 0 ? null : new WatchedSecond.Descriptors(open, limit);
    }

    private long count(UnixOperatingSystemMXBean unix, long nowNanos) {
        if (countAgainNanos == Long.MIN_VALUE || nowNanos - countAgainNanos >= 0) {
            counted = unix.getOpenFileDescriptorCount();
            countAgainNanos = nowNanos + PAUSE_FOR_COST * Math.max(0, System.nanoTime() - nowNanos);
        }
        return counted;
    }

    private static long size() {
        try {
            return Files.size(FOLDER);
        } catch (IOException e) {
            return -1;
        }
    }
}
