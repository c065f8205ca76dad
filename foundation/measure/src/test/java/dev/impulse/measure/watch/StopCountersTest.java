package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCountersTest {
    @TempDir
    Path folder;

    @Test
    void aCollectionOfThisJvmIsAStop() {
        var counters = StopCounters.ofThisJvm();
        assumeThat(counters).as("a JVM that shares its counters").isNotNull();
        long count = requireNonNull(counters).count();
        long nanos = counters.nanos();

        System.gc();

        await().untilAsserted(() -> {
            assertThat(counters.count()).isGreaterThan(count);
            assertThat(counters.nanos()).isGreaterThan(nanos);
        });
    }

    @Test
    void areAbsentWhereNothingIsShared() throws IOException {
        assertThat(StopCounters.in(folder.resolve("none"))).isNull();
        assertThat(StopCounters.in(Files.createFile(folder.resolve("empty")))).isNull();
        assertThat(StopCounters.in(Files.writeString(folder.resolve("other"), "something else ".repeat(20))))
                .isNull();
        var cutOff = new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xc0, (byte) 0xc0, 1, 2, 0, 1, 0, 0};
        assertThat(StopCounters.in(Files.write(folder.resolve("cut off"), cutOff)))
                .isNull();
    }
}
