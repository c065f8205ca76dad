package dev.impulse.measure.watch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How often and for how long the JVM has stopped all of its threads, as HotSpot counts it in the memory that it shares
/// with tools such as `jstat`: read there, a figure costs no more than any other in memory.
///
/// Absent where the JVM does not share it (`-XX:-UsePerfData`, `-XX:+PerfDisableSharedMem`, a folder that cannot be
/// written to, another JVM).
final class StopCounters {
    private static final int MAGIC = 0xcafec0c0;
    private static final int ORDER_AT = 4;
    private static final int MAJOR_AT = 5;
    private static final int MAJOR = 2;
    private static final int FIRST_ENTRY_AT = 24;
    private static final int ENTRIES_AT = 28;
    private static final double NANOS_OF_SECOND = 1e9;

    private final ByteBuffer shared;
    private final int countAt;
    private final int ticksAt;
    private final double nanosOfTick;

    private StopCounters(ByteBuffer shared, int countAt, int ticksAt, double nanosOfTick) {
        this.shared = shared;
        this.countAt = countAt;
        this.ticksAt = ticksAt;
        this.nanosOfTick = nanosOfTick;
    }

    /// Those of this JVM; null if it does not share them.
    static @Nullable StopCounters ofThisJvm() {
        var name = "hsperfdata_" + System.getProperty("user.name") + "/"
                + ManagementFactory.getRuntimeMXBean().getPid();
        // On Linux always the first, on macOS the second.
        for (var folder : new String[] {"/tmp", System.getProperty("java.io.tmpdir")}) {
            var counters = in(Path.of(folder).resolve(name));
            if (counters != null) {
                return counters;
            }
        }
        return null;
    }

    /// Those in a file; null if there are none.
    static @Nullable StopCounters in(Path file) {
        try (var channel = FileChannel.open(file)) {
            return in(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException | IndexOutOfBoundsException | BufferUnderflowException e) {
            return null;
        }
    }

    /// A head, and entries that follow one another, each with its length, a name and where its value is.
    private static @Nullable StopCounters in(ByteBuffer shared) {
        if (shared.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC || shared.get(MAJOR_AT) != MAJOR) {
            return null;
        }
        shared.order(shared.get(ORDER_AT) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int countAt = -1;
        int ticksAt = -1;
        int frequencyAt = -1;
        int entry = shared.getInt(FIRST_ENTRY_AT);
        for (int left = shared.getInt(ENTRIES_AT); left > 0; left--) {
            int valueAt = entry + shared.getInt(entry + 16);
            switch (text(shared, entry + shared.getInt(entry + 4))) {
                case "sun.rt.safepoints" -> countAt = valueAt;
                case "sun.rt.safepointTime" -> ticksAt = valueAt;
                case "sun.os.hrt.frequency" -> frequencyAt = valueAt;
                default -> {
                    // one of many others
                }
            }
            entry += shared.getInt(entry);
        }
        long frequency = frequencyAt < 0 ? 0 : shared.getLong(frequencyAt);
        return countAt < 0 || ticksAt < 0 || frequency <= 0
                ? null
                : new StopCounters(shared, countAt, ticksAt, NANOS_OF_SECOND / frequency);
    }

    private static String text(ByteBuffer shared, int begin) {
        int end = begin;
        while (shared.get(end) != 0) {
            end++;
        }
        var bytes = new byte[end - begin];
        shared.get(begin, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// How often, since the JVM was started. Any thread.
    long count() {
        return shared.getLong(countAt);
    }

    /// For how long in all, counted when a stop is over. Any thread.
    long nanos() {
        return (long) (shared.getLong(ticksAt) * nanosOfTick);
    }
}
