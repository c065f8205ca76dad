package dev.impulse.measure.watch;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// CPU time of a machine's cores, as `/proc/stat` counts it since the machine was started.
///
/// @param cores how many they are
record MachineTimes(int cores, long busyNanos, long idleNanos, long stolenNanos) {
    /// Everywhere, whatever the kernel's own tick is.
    private static final long UNIT_NANOS = 10_000_000;

    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    private static final int STOLEN = 7;

    /// What guests used follows, which is in the first ones already.
    private static final int FIELDS = 8;

    /// The times of certain cores, or of all if those are not told apart.
    static @Nullable MachineTimes of(String stat, @Nullable BitSet cores) {
        @Nullable MachineTimes all = null;
        var some = new MachineTimes(0, 0, 0, 0);
        int counted = 0;
        for (int at = 0; stat.startsWith("cpu", at); at = stat.indexOf('\n', at) + 1) {
            int end = stat.indexOf('\n', at);
            var fields = stat.substring(at, end < 0 ? stat.length() : end).split(" +");
            var times = ofLine(fields);
            if (times == null) {
                return null;
            }
            Long core = SystemFiles.numberAt(fields[0], 3);
            if (core == null) {
                all = times;
            } else {
                counted++;
                if (cores != null && cores.get(core.intValue())) {
                    some = some.plus(times);
                }
            }
            if (end < 0) {
                break;
            }
        }
        if (cores != null && some.cores > 0 && some.cores == cores.cardinality()) {
            return some;
        }
        return all == null ? null : new MachineTimes(counted, all.busyNanos, all.idleNanos, all.stolenNanos);
    }

    private static @Nullable MachineTimes ofLine(String[] fields) {
        if (fields.length <= FIELDS) {
            return null;
        }
        long all = 0;
        var times = new long[FIELDS];
        for (int field = 0; field < FIELDS; field++) {
            Long units = SystemFiles.numberAt(fields[field + 1], 0);
            if (units == null) {
                return null;
            }
            times[field] = units * UNIT_NANOS;
            all += times[field];
        }
        long idle = times[IDLE] + times[WAITING_FOR_DISK];
        return new MachineTimes(1, all - idle - times[STOLEN], idle, times[STOLEN]);
    }

    private MachineTimes plus(MachineTimes other) {
        return new MachineTimes(
                cores + other.cores,
                busyNanos + other.busyNanos,
                idleNanos + other.idleNanos,
                stolenNanos + other.stolenNanos);
    }

    /// What was counted between two readings. The kernel's figure for waiting for disks may fall.
    WatchedSecond.Machine since(MachineTimes earlier, long lengthNanos) {
        long busy = Math.max(0, busyNanos - earlier.busyNanos);
        long idle = Math.max(0, idleNanos - earlier.idleNanos);
        long stolen = Math.max(0, stolenNanos - earlier.stolenNanos);
        return new WatchedSecond.Machine(
                cores, busy, idle, stolen, Math.max(0, cores * lengthNanos - busy - idle - stolen));
    }

    /// The cores that a process is bound to, from what `/proc/self/status` says of it, such as `0-3,8`.
    static @Nullable BitSet allowed(String status) {
        var key = "Cpus_allowed_list:\t";
        int at = status.indexOf(key);
        if (at < 0) {
            return null;
        }
        var cores = new BitSet();
        int end = status.indexOf('\n', at);
        var list = status.substring(at + key.length(), end < 0 ? status.length() : end);
        for (var range : list.strip().split(",", -1)) {
            var ends = range.split("-", 2);
            Long first = SystemFiles.numberAt(ends[0], 0);
            Long last = SystemFiles.numberAt(ends[ends.length - 1], 0);
            if (first == null || last == null) {
                return null;
            }
            cores.set(first.intValue(), last.intValue() + 1);
        }
        return cores;
    }
}
