package dev.impulse.ci.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what the kernel counts of processes. For one thread.
final class KernelReading {
    private static final double NANOS_OF_TICK = 1e7;
    private static final double PERCENT = 100;
    private static final long USUAL_PAGE = 4096;
    private static final long TYPE_OF_PAGE_SIZE = 6;
    private static final String NOT_OURS = "its processes belong to another user";
    private static final String UNIT_OF_NUMBERS = "1";

    /// Sockets are looked at each second, unless it would take more than a hundredth of the time.
    private static final long RARER = 100;

    private final Path proc;
    private final Recording recording;
    private final long pageBytes;
    private Map<Long, ProcessStat> before = Map.of();
    private long beforeNanos;
    private long nextSocketsNanos = System.nanoTime();

    KernelReading(Path proc, Recording recording) {
        this.proc = proc;
        this.recording = recording;
        this.pageBytes = pageBytes(proc);
    }

    /// Takes CPU times, from which the next second's is counted.
    void begin(List<ProcessStat> processes) {
        before = byNumber(processes);
        beforeNanos = System.nanoTime();
    }

    /// Notes what there is at the end of a second, and what was used in it.
    void read(long second, List<ProcessStat> processes) {
        long now = System.nanoTime();
        cpu(second, processes, now);
        recording.put("processes", UNIT_OF_NUMBERS, second, processes.size());
        recording.put(
                "threads",
                UNIT_OF_NUMBERS,
                second,
                processes.stream().mapToInt(ProcessStat::threads).sum());
        recording.put(
                "rss",
                "By",
                second,
                processes.stream().mapToLong(ProcessStat::rssPages).sum() * (double) pageBytes);
        openFiles(second, processes);
        sockets(second, processes, now);
    }

    /// Of processes that live; what one used that began and ended within the second is not known.
    private void cpu(long second, List<ProcessStat> processes, long now) {
        double ticks = 0;
        for (var process : processes) {
            var earlier = before.get(process.pid());
            ticks += process.ticks();
            if (earlier != null && earlier.startTicks() == process.startTicks()) {
                ticks -= earlier.ticks();
            }
        }
        before = byNumber(processes);
        double share = PERCENT * ticks * NANOS_OF_TICK / Math.max(1, now - beforeNanos);
        beforeNanos = now;
        recording.put("cpu", "%", second, Math.rint(share * 10) / 10);
    }

    private void openFiles(long second, List<ProcessStat> processes) {
        double open = 0;
        boolean any = false;
        for (var process : processes) {
            var names = proc.resolve(process.pid() + "/fd").toFile().list();
            if (names != null) {
                any = true;
                open += names.length;
            }
        }
        if (any || processes.isEmpty()) {
            recording.put("open files", UNIT_OF_NUMBERS, second, open);
        } else {
            recording.missing("open files", UNIT_OF_NUMBERS, NOT_OURS);
        }
    }

    private void sockets(long second, List<ProcessStat> processes, long now) {
        if (now - nextSocketsNanos < 0) {
            return;
        }
        var states = Sockets.byState(proc, processes);
        nextSocketsNanos = now + RARER * (System.nanoTime() - now);
        if (states == null) {
            recording.missing("sockets", UNIT_OF_NUMBERS, processes.isEmpty() ? "it has no processes" : NOT_OURS);
        } else {
            recording.put("sockets", UNIT_OF_NUMBERS, second, states);
            recording.put(
                    "sockets",
                    UNIT_OF_NUMBERS,
                    second,
                    states.values().stream().mapToDouble(Double::doubleValue).sum());
        }
    }

    private static Map<Long, ProcessStat> byNumber(List<ProcessStat> processes) {
        Map<Long, ProcessStat> byNumber = new HashMap<>();
        processes.forEach(process -> byNumber.put(process.pid(), process));
        return byNumber;
    }

    /// From the pairs of numbers that the kernel hands to each program.
    private static long pageBytes(Path proc) {
        try {
            var pairs = ByteBuffer.wrap(Files.readAllBytes(proc.resolve("self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long type = pairs.getLong();
                long value = pairs.getLong();
                if (type == TYPE_OF_PAGE_SIZE) {
                    return value;
                }
            }
        } catch (IOException hidden) {
            return USUAL_PAGE;
        }
        return USUAL_PAGE;
    }
}
