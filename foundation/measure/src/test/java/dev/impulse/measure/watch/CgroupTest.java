package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
    private static final String V2 =
            "31 23 0:28 / /sys/fs/cgroup rw,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String V1 = """
            31 23 0:28 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
            32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
            33 31 0:30 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;

    @TempDir
    Path root;

    private KernelFiles kernel = new KernelFiles(Path.of("."));

    @BeforeEach
    void begin() {
        kernel = new KernelFiles(root);
    }

    @Test
    void readsQuotaAndThrottlingOfVersion2() throws IOException {
        kernel.write("/proc/self/cgroup", "0::/user.slice/job\n")
                .write("/proc/self/mountinfo", V2)
                .write("/sys/fs/cgroup/user.slice/job/cpu.max", "50000 100000\n")
                .write("/sys/fs/cgroup/user.slice/job/cpu.stat", """
                        usage_usec 900
                        nr_periods 120
                        nr_throttled 17
                        throttled_usec 2500
                        """);

        assertThat(times()).isEqualTo(new Cgroup.Times(0.5, 120, 17, 2_500_000));
    }

    @Test
    void readsQuotaAndThrottlingOfVersion1() throws IOException {
        kernel.write("/proc/self/cgroup", "4:memory:/m\n3:cpu,cpuacct:/job\n0::/u\n")
                .write("/proc/self/mountinfo", V1)
                .write("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "150000\n")
                .write("/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000\n")
                .write(
                        "/sys/fs/cgroup/cpu,cpuacct/job/cpu.stat",
                        "nr_periods 8\nnr_throttled 3\nthrottled_time 123456789\n");

        assertThat(times()).isEqualTo(new Cgroup.Times(1.5, 8, 3, 123_456_789));
    }

    @Test
    void theLeastQuotaOfAllGroupsAroundCounts() throws IOException {
        kernel.write("/proc/self/cgroup", "0::/pod/container\n")
                .write("/proc/self/mountinfo", V2)
                .write("/sys/fs/cgroup/pod/container/cpu.max", "max 100000\n")
                .write("/sys/fs/cgroup/pod/container/cpu.stat", v2Stat(0, 0, 0))
                .write("/sys/fs/cgroup/pod/cpu.max", "200000 100000\n")
                .write("/sys/fs/cgroup/pod/cpu.stat", v2Stat(50, 5, 40));

        assertThat(times()).isEqualTo(new Cgroup.Times(2.0, 50, 5, 40_000));
    }

    @Test
    void inAContainerTheGroupIsWhereItIsMounted() throws IOException {
        kernel.write("/proc/self/cgroup", "3:cpu,cpuacct:/docker/abc\n")
                .write(
                        "/proc/self/mountinfo",
                        "32 31 0:29 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n")
                .write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "100000\n")
                .write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
                .write("/sys/fs/cgroup/cpu,cpuacct/cpu.stat", "nr_periods 9\nnr_throttled 1\nthrottled_time 7\n");

        assertThat(times()).isEqualTo(new Cgroup.Times(1.0, 9, 1, 7));
    }

    @Test
    void inAContainerWithItsOwnViewOfGroupsTheGroupIsTheOutermost() throws IOException {
        kernel.write("/proc/self/cgroup", "0::/\n")
                .write("/proc/self/mountinfo", V2)
                .write("/sys/fs/cgroup/cpu.max", "max 100000\n")
                .write("/sys/fs/cgroup/cpu.stat", v2Stat(0, 0, 0));

        assertThat(times()).isEqualTo(new Cgroup.Times(null, 0, 0, 0));
    }

    @Test
    void isAbsentWhereNobodyCounts() throws IOException {
        assertThat(Cgroup.find(kernel.read())).isNull();

        kernel.write("/proc/self/cgroup", "0::/\n")
                .write("/proc/self/mountinfo", V2)
                .write("/sys/fs/cgroup/cpu.stat", "usage_usec 900\nuser_usec 600\nsystem_usec 300\n");

        assertThat(Cgroup.find(kernel.read())).isNull();
    }

    private Cgroup.Times times() {
        return requireNonNull(requireNonNull(Cgroup.find(kernel.read())).read());
    }

    private static String v2Stat(long periods, long throttled, long micros) {
        return "usage_usec 1\nnr_periods " + periods + "\nnr_throttled " + throttled + "\nthrottled_usec " + micros
                + "\n";
    }
}
