package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.measure.watch.WatchedSecond.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from the files of a made-up kernel.
class ReadingsTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    Path root;

    private KernelFiles kernel = new KernelFiles(Path.of("."));

    @BeforeEach
    void begin() {
        kernel = new KernelFiles(root);
    }

    @Test
    void whatAMachineDoesNotTellIsAbsent() {
        var readings = readings();

        var second = second(readings, readings.read(), readings.read());

        assertThat(second.machine()).isNull();
        assertThat(second.pressure()).isNull();
        assertThat(second.throttling()).isNull();
        assertThat(second.threads()).isNull();
        assertThat(second.jvmStops()).isNull();
        assertThat(second.ports()).isNull();
        assertThat(second.floor()).isNull();
        assertThat(second.heap()).isNull();
        assertThat(second.coresOfOthers()).isNull();
        assertThat(second.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void onlyTheCoresThatWeMayUseCount() throws IOException {
        kernel.write("/proc/self/status", "Name:\tjava\nCpus_allowed:\t6\nCpus_allowed_list:\t1-2\nMems_allowed:\t1\n")
                .write("/proc/stat", stat("cpu1 100 0 50 800 10 1 9 20", "cpu2 0 0 0 1000 0 0 0 0"));
        var readings = readings();
        var before = readings.read();
        kernel.write("/proc/stat", stat("cpu1 140 0 60 830 15 1 9 25", "cpu2 60 0 0 1030 0 0 0 0"));

        var second = second(readings, before, readings.read());

        assertThat(second.cores()).isEqualTo(2);
        // More than there is in the time between two readings, so that nothing is missing.
        var machine = requireNonNull(second.machine());
        assertThat(machine).isEqualTo(new WatchedSecond.Machine(2, 1_100 * MILLI, 650 * MILLI, 50 * MILLI, 0));
        assertThat(machine.idleShare()).isCloseTo(0.361, Offset.offset(0.001));
        assertThat(machine.stolenShare()).isCloseTo(0.028, Offset.offset(0.001));
    }

    @Test
    void whereOurCoresAreNotToldApartAllCount() throws IOException {
        kernel.write("/proc/self/status", "Cpus_allowed_list:\t5,7\n")
                .write("/proc/stat", stat("cpu0 1 0 0 1 0 0 0 0", "cpu1 1 0 0 1 0 0 0 0"));
        var readings = readings();
        var before = readings.read();
        kernel.write("/proc/stat", "cpu  200 0 0 2000 0 0 0 0 0 0\n");

        assertThat(requireNonNull(second(readings, before, readings.read()).machine())
                        .busyNanos())
                .isEqualTo(1_000 * MILLI);
    }

    @Test
    void whatNobodyCountsIsMissing() throws IOException {
        kernel.write("/proc/stat", stat("cpu1 1 0 0 1 0 0 0 0"));
        var readings = readings();
        var before = readings.read();
        var after = readings.read();

        var machine = requireNonNull(second(readings, before, after).machine());

        assertThat(machine.uncountedNanos()).isEqualTo(2 * (after.nanos() - before.nanos()));
    }

    @Test
    void aQuotaMayBeLessThanTheCores() throws IOException {
        kernel.write("/proc/self/status", "Cpus_allowed_list:\t0-3\n")
                .write("/proc/self/cgroup", "0::/\n")
                .write("/proc/self/mountinfo", "31 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
                .write("/sys/fs/cgroup/cpu.max", "25000 100000\n")
                .write("/sys/fs/cgroup/cpu.stat", "nr_periods 10\nnr_throttled 2\nthrottled_usec 100\n");
        var readings = readings();
        var before = readings.read();
        kernel.write("/sys/fs/cgroup/cpu.stat", "nr_periods 20\nnr_throttled 11\nthrottled_usec 700100\n");

        var second = second(readings, before, readings.read());

        assertThat(second.cores()).isEqualTo(0.25);
        assertThat(second.throttling()).isEqualTo(new WatchedSecond.Throttling(0.25, 10, 9, 700 * MILLI));
    }

    @Test
    void pressureIsAShareOfTheTime() throws IOException {
        kernel.write("/proc/pressure/cpu", pressure(1_000));
        var readings = readings();
        var before = readings.read();
        kernel.write("/proc/pressure/cpu", pressure(1_000 + 3_600_000_000L));

        // An hour of waiting: more than the time between two readings, whatever that was.
        assertThat(requireNonNull(second(readings, before, readings.read()).pressure()))
                .isGreaterThan(1);
    }

    @Test
    void threadsAreToldApartByName() throws IOException {
        thread("10", "java", "100 7 1");
        thread("11", "impulse-loop-0", "5000 300 9");
        thread("12", "impulse-loop-1", "9000 400 9");
        var readings = readings();
        var before = readings.read();
        thread("10", "java", "150 9 1");
        thread("11", "impulse-loop-0", "6000 350 10");
        thread("12", "impulse-loop-1", "9000 400 9");
        thread("13", "C2 CompilerThread", "70 50 1");

        var threads = requireNonNull(second(readings, before, readings.read()).threads());

        assertThat(threads.waitedNanos()).isEqualTo(2 + 50 + 50);
        assertThat(threads.loops())
                .containsExactly(
                        new WatchedSecond.ThreadTime("impulse-loop-0", 1_000, 50),
                        new WatchedSecond.ThreadTime("impulse-loop-1", 0, 0));
    }

    @Test
    void farFromTheLimitAllSocketsStandForThePorts() throws IOException {
        sockets(900, 60, 40);

        assertThat(readings().read().ports()).isEqualTo(new Ports(1_000, 2_001, false));
    }

    @Test
    void nearTheLimitPortsAreCountedForTheDestinationThatTakesMost() throws IOException {
        sockets(1_000, 700, 100);
        kernel.write("/proc/net/tcp", """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 00000000:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1
                   1: 0100007F:9C41 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 2
                   2: 0100007F:9C42 0100007F:1F90 06 00000000:00000000 03:00000000 00000000     0        0 0
                   3: 0100007F:9C43 0100007F:1F91 01 00000000:00000000 00:00000000 00000000     0        0 3
                   4: 0100007F:1F90 0100007F:9C41 01 00000000:00000000 00:00000000 00000000     0        0 4
                """);

        assertThat(readings().read().ports()).isEqualTo(new Ports(2, 2_001, true));
    }

    @Test
    void openDescriptorsAreCounted() throws IOException {
        var readings = readings();
        long before = requireNonNull(readings.read().descriptors()).open();
        var open = new ArrayList<InputStream>();
        var file = Files.writeString(root.resolve("file"), "text");
        try {
            for (int i = 0; i < 500; i++) {
                open.add(Files.newInputStream(file));
            }
            var counted = requireNonNull(new OpenDescriptors().read(System.nanoTime()));

            // Others of this JVM may open and close some.
            assertThat(counted.open()).isGreaterThan(before + 400);
            assertThat(counted.limit()).isGreaterThan(counted.open());
        } finally {
            for (var stream : open) {
                stream.close();
            }
        }
    }

    private Readings readings() {
        return new Readings(kernel.read(), "impulse-loop-", null);
    }

    private static WatchedSecond second(Readings readings, Readings.Reading before, Readings.Reading after) {
        return readings.second(0, before.nanos(), before, after, Optional.empty());
    }

    private static String stat(String... cores) {
        return "cpu  100 0 0 1000 0 0 0 0 0 0\ncpu0 9 9 9 9 9 9 9 9 0 0\n" + String.join(" 0 0\n", cores)
                + " 0 0\nintr 5 0 0\nctxt 99\n";
    }

    private static String pressure(long micros) {
        return "some avg10=0.00 avg60=0.00 avg300=0.00 total=" + micros
                + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n";
    }

    private void thread(String number, String name, String schedule) throws IOException {
        kernel.write("/proc/self/task/" + number + "/comm", name + "\n")
                .write("/proc/self/task/" + number + "/schedstat", schedule + "\n");
    }

    private void sockets(long v4, long v6, long closed) throws IOException {
        kernel.write("/proc/sys/net/ipv4/ip_local_port_range", "40000\t42000\n")
                .write(
                        "/proc/net/sockstat",
                        "sockets: used 9\nTCP: inuse " + v4 + " orphan 0 tw " + closed
                                + " alloc 5 mem 1\nUDP: inuse 77 mem 0\n")
                .write("/proc/net/sockstat6", "TCP6: inuse " + v6 + "\nUDP6: inuse 88\n");
    }
}
