package dev.impulse.measure.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The kernel's group of processes that ours is in, and its quota of CPU time: cgroup v2, or v1 where that has the CPU.
/// A quota may be that of a group further out, so all are read from ours outwards, as far as they can be seen.
final class Cgroup {
    private final SystemFiles files;
    private final boolean v1;
    private final List<String> folders;

    /// What has been counted so far.
    ///
    /// @param quotaCores the least of all; null if there is none
    record Times(@Nullable Double quotaCores, long periods, long throttledPeriods, long throttledNanos) {}

    private Cgroup(SystemFiles files, boolean v1, List<String> folders) {
        this.files = files;
        this.v1 = v1;
        this.folders = folders;
    }

    /// Ours; null if there is none that counts CPU time.
    static @Nullable Cgroup find(SystemFiles files) {
        var groups = files.read("/proc/self/cgroup");
        var mounts = files.read("/proc/self/mountinfo");
        if (groups == null || mounts == null) {
            return null;
        }
        for (boolean v1 : new boolean[] {true, false}) {
            var own = groups.lines()
                    .map(line -> line.split(":", 3))
                    .filter(parts -> parts.length == 3 && isOfCpu(parts, v1))
                    .findFirst();
            var mount = mounts.lines()
                    .map(line -> line.split(" "))
                    .filter(fields -> isOfCpuMount(fields, v1))
                    .findFirst();
            if (own.isPresent() && mount.isPresent()) {
                var cgroup = new Cgroup(files, v1, folders(own.get()[2], mount.get()[3], mount.get()[4]));
                if (cgroup.read() != null) {
                    return cgroup;
                }
            }
        }
        return null;
    }

    /// @param parts of a line such as `4:cpu,cpuacct:/a/b` or, in v2, `0::/a/b`
    private static boolean isOfCpu(String[] parts, boolean v1) {
        return v1 ? Arrays.asList(parts[1].split(",")).contains("cpu") : parts[0].equals("0");
    }

    /// @param fields of a line such as `32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu`
    private static boolean isOfCpuMount(String[] fields, boolean v1) {
        int dash = Arrays.asList(fields).indexOf("-");
        if (dash < 6 || fields.length < dash + 4) {
            return false;
        }
        return v1
                ? fields[dash + 1].equals("cgroup")
                        && Arrays.asList(fields[dash + 3].split(",")).contains("cpu")
                : fields[dash + 1].equals("cgroup2");
    }

    /// From the group's folder out to where the groups are mounted. In a container the group's path may be that of the
    /// host, of which what is mounted is a part, or lie outside of what is mounted: then the mounted one is all there
    /// is.
    private static List<String> folders(String group, String mountedGroup, String mountPoint) {
        var outer = mountedGroup.equals("/") ? "" : mountedGroup;
        boolean within = (group.equals(outer) || group.startsWith(outer + "/")) && !group.contains("..");
        var below = within ? group.substring(outer.length()) : "";
        var folders = new ArrayList<String>();
        while (!below.isEmpty() && !below.equals("/")) {
            folders.add(mountPoint + below);
            below = below.substring(0, below.lastIndexOf('/'));
        }
        folders.add(mountPoint);
        return List.copyOf(folders);
    }

    /// What has been counted so far; null if it cannot be read.
    @Nullable
    Times read() {
        boolean any = false;
        Double quotaCores = null;
        long periods = 0;
        long throttledPeriods = 0;
        long throttledNanos = 0;
        for (var folder : folders) {
            var counted = files.read(folder + "/cpu.stat");
            Long ofPeriods = counted == null ? null : SystemFiles.numberAfter(counted, "nr_periods");
            Long throttled = counted == null ? null : SystemFiles.numberAfter(counted, "nr_throttled");
            Long nanos = counted == null ? null : throttledNanos(counted);
            if (ofPeriods != null && throttled != null && nanos != null) {
                any = true;
                periods += ofPeriods;
                throttledPeriods += throttled;
                throttledNanos += nanos;
                Double quota = v1 ? quotaOfV1(folder) : quotaOfV2(folder);
                if (quota != null && (quotaCores == null || quota < quotaCores)) {
                    quotaCores = quota;
                }
            }
        }
        if (!any) {
            return null;
        }
        return new Times(quotaCores, periods, throttledPeriods, throttledNanos);
    }

    private @Nullable Long throttledNanos(String counted) {
        Long inUnits = SystemFiles.numberAfter(counted, v1 ? "throttled_time" : "throttled_usec");
        return inUnits == null ? null : Long.valueOf(v1 ? inUnits : inUnits * 1000);
    }

    private @Nullable Double quotaOfV1(String folder) {
        var quota = files.read(folder + "/cpu.cfs_quota_us");
        var period = files.read(folder + "/cpu.cfs_period_us");
        return quota == null || period == null
                ? null
                : cores(SystemFiles.numberAt(quota, 0), SystemFiles.numberAt(period, 0));
    }

    /// From `50000 100000`, or `max 100000` for none.
    private @Nullable Double quotaOfV2(String folder) {
        var max = files.read(folder + "/cpu.max");
        return max == null
                ? null
                : cores(SystemFiles.numberAt(max, 0), SystemFiles.numberAt(max, max.indexOf(' ') + 1));
    }

    private static @Nullable Double cores(@Nullable Long quota, @Nullable Long period) {
        return quota == null || period == null || quota <= 0 || period <= 0 ? null : (double) quota / period;
    }
}
