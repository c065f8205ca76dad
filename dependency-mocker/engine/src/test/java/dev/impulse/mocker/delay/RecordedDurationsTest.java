package dev.impulse.mocker.delay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.impulse.mocker.fault.Draws;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDurationsTest {

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void aLog() throws IOException {
        log = folder.resolve("pay.hlog");
        try (var out = new PrintStream(Files.newOutputStream(log), false, UTF_8)) {
            var writer = new HistogramLogWriter(out);
            writer.outputComment("[LoadTest: shop]");
            writer.outputLogFormatVersion();
            writer.outputStartTime(0);
            writer.outputLegend();
            for (int second = 0; second < 4; second++) {
                writer.outputIntervalHistogram((double) second, second + 1.0, durations(null, 1_000), 1e6);
                writer.outputIntervalHistogram((double) second, second + 1.0, durations("service", 100), 1e6);
            }
        }
    }

    /// 1 to 1,000 times as many nanoseconds, once each.
    private static Histogram durations(@Nullable String tag, long nanos) {
        var histogram = new Histogram(3);
        histogram.setTag(tag);
        LongStream.rangeClosed(1, 1_000).forEach(times -> histogram.recordValue(times * nanos));
        return histogram;
    }

    @Test
    void linesWithoutATagAreTakenWhenNoneIsNamed() throws IOException {
        Empirical law = RecordedDurations.of(log, null, NANOSECONDS);

        assertThat(law.nanos(0.5)).isCloseTo(500_000, withinPercentage(0.3));
        assertThat(law.nanos(0.95)).isCloseTo(950_000, withinPercentage(0.3));
        assertThat(law.nanos(0)).isEqualTo(1_000);
        assertThat(law.nanos(1 - 0x1p-53)).isLessThanOrEqualTo(1_000_447);
        assertThat(law.text())
                .isEqualTo("as 4,000 durations of pay.hlog: p50 501 µs, p95 951 µs, p99 991 µs, p99.9 1 ms, max 1 ms");
    }

    @Test
    void drawsHaveThePercentilesOfWhatWasRecorded() throws IOException {
        Empirical law = RecordedDurations.of(log, "service", NANOSECONDS);
        var draws = new Draws(7, "payments");

        long[] drawn = LongStream.range(0, 1_000_000)
                .map(call -> law.nanos(draws.ofDelay(call)))
                .sorted()
                .toArray();

        for (int percent : List.of(10, 50, 90, 95, 99)) {
            assertThat((double) drawn[drawn.length * percent / 100 - 1])
                    .isCloseTo(percent * 1_000.0, withinPercentage(1.1));
        }
    }

    @Test
    void valuesMayBeOfAnotherUnit() throws IOException {
        assertThat(RecordedDurations.of(log, null, MICROSECONDS).nanos(0.5))
                .isCloseTo(500_000_000, withinPercentage(0.3));
    }

    @Test
    void aTagThatIsNotThereIsToldWithThoseThatAre() {
        assertThatExceptionOfType(ImpossibleDelay.class)
                .isThrownBy(() -> RecordedDurations.of(log, "servcie", NANOSECONDS))
                .withMessage("no durations tagged servcie in " + log + " (expected: a tag: none, service)");
    }

    @Test
    void whatIsNoLogIsTold() throws IOException {
        Path other = Files.writeString(folder.resolve("other.hlog"), "Some text\nand more\n");
        Path torn = Files.writeString(
                folder.resolve("torn.hlog"), Files.readString(log).substring(0, 700));

        assertThatExceptionOfType(ImpossibleDelay.class)
                .isThrownBy(() -> RecordedDurations.of(other, null, NANOSECONDS));
        assertThatExceptionOfType(ImpossibleDelay.class)
                .isThrownBy(() -> RecordedDurations.of(torn, null, NANOSECONDS))
                .withMessageStartingWith("torn.hlog is torn");
        assertThatThrownBy(() -> RecordedDurations.of(folder.resolve("none.hlog"), null, NANOSECONDS))
                .isInstanceOf(NoSuchFileException.class);
    }
}
