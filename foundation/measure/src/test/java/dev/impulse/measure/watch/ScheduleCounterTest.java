package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCounterTest {
    private final SystemFiles system = new SystemFiles(Path.of("/"));

    @Test
    void aThreadThatSleepsAndWakesIsPutOnACoreAgain() throws IOException {
        assumeThat(Files.exists(Path.of("/proc/self/schedstat"))).isTrue();
        try (var counter = requireNonNull(ScheduleCounter.ofCurrentThread(system))) {
            long slices = counter.slices();
            LockSupport.parkNanos(1);
            LockSupport.parkNanos(1_000_000);

            assertThat(counter.read()).isTrue();
            assertThat(counter.slices()).isGreaterThan(slices);
        }
    }

    @Test
    void theFirstThreadOfAJavaProcessSleepsUntilItsEnd() throws IOException {
        assumeThat(Files.exists(Path.of("/proc/self/schedstat"))).isTrue();
        try (var counter = requireNonNull(ScheduleCounter.ofFirstThread(system))) {
            long slices = counter.slices();
            LockSupport.parkNanos(100_000_000);

            assertThat(counter.read()).isTrue();
            assertThat(counter.slices()).isEqualTo(slices);
        }
    }

    @Test
    void readsThreeNumbers(@TempDir Path root) throws IOException {
        var kernel = new KernelFiles(root).write("/proc/thread-self/schedstat", "5000000 1234567890123 77\n");
        try (var counter = requireNonNull(ScheduleCounter.ofCurrentThread(kernel.read()))) {
            assertThat(counter.waitedNanos()).isEqualTo(1_234_567_890_123L);
            assertThat(counter.slices()).isEqualTo(77);
        }
    }

    @Test
    void isAbsentWhereItIsNotTold(@TempDir Path root) throws IOException {
        assertThat(ScheduleCounter.ofCurrentThread(new SystemFiles(root))).isNull();

        var kernel = new KernelFiles(root).write("/proc/thread-self/schedstat", "5000000 12\n");

        assertThat(ScheduleCounter.ofCurrentThread(kernel.read())).isNull();
    }
}
