package dev.impulse.mocker.delay;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.impulse.mocker.fault.Draws;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNormalTest {

    private static final int DRAWN = 1_000_000;

    @Test
    void aMillionDrawsHaveThePercentileThatWasAskedFor() {
        long[] drawn = drawn(LogNormal.of(List.of(percentile(0.95, 500)), ofMillis(200), ofSeconds(2)));

        assertThat(drawn[DRAWN * 95 / 100] / 1e6).isCloseTo(500, withinPercentage(0.5));
        assertThat(drawn[0]).isGreaterThan(ofMillis(200).toNanos());
        assertThat(drawn[DRAWN - 1]).isLessThanOrEqualTo(ofSeconds(2).toNanos());
    }

    @Test
    void aMillionDrawsHaveBothPercentilesThatWereAskedFor() {
        long[] drawn =
                drawn(LogNormal.of(List.of(percentile(0.5, 100), percentile(0.99, 800)), Duration.ZERO, ofSeconds(1)));

        assertThat(drawn[DRAWN / 2] / 1e6).isCloseTo(100, withinPercentage(0.5));
        assertThat(drawn[DRAWN * 99 / 100] / 1e6).isCloseTo(800, withinPercentage(0.5));
    }

    /// Kolmogorov and Smirnov: a greater distance than 1.95/√n comes once in a thousand seeds; the seed is fixed.
    @Test
    void aMillionDrawsAreOfTheLaw() {
        LogNormal law = LogNormal.of(List.of(percentile(0.95, 500)), ofMillis(200), ofMillis(700));

        long[] drawn = drawn(law);

        double farthest = 0;
        for (int index = 0; index < DRAWN; index++) {
            double share = law.below(drawn[index]);
            farthest =
                    Math.max(farthest, Math.max(share - index / (double) DRAWN, (index + 1) / (double) DRAWN - share));
        }
        assertThat(farthest).isLessThan(1.95 / Math.sqrt(DRAWN));
    }

    private static long[] drawn(Delay law) {
        var draws = new Draws(7, "payments");
        long[] drawn = LongStream.range(0, DRAWN)
                .map(call -> law.nanos(draws.ofDelay(call)))
                .toArray();
        Arrays.sort(drawn);
        return drawn;
    }

    @Property
    void aPercentileIsExactAfterTheLawIsCutOff(
            @ForAll @IntRange(max = 1000) int min,
            @ForAll @IntRange(min = 1, max = 10_000) int above,
            @ForAll @IntRange(min = 1, max = 10_000) int further,
            @ForAll @DoubleRange(min = 0.5, max = 0.999) @Scale(4) double share) {
        assumeThat(further).isGreaterThan(above / 20);
        Duration time = ofMillis(min + above);

        LogNormal law = LogNormal.of(List.of(new Percentile(share, time)), ofMillis(min), time.plusMillis(further));

        assertThat(law.below(time.toNanos())).isCloseTo(share, within(1e-9));
        assertThat((double) law.nanos(share)).isCloseTo((double) time.toNanos(), within(2.0 + time.toNanos() * 1e-9));
        assertThat(law.sigma()).isEqualTo(0.6);
    }

    @Property
    void twoPercentilesAreExactOrRefused(
            @ForAll @IntRange(min = 1, max = 1000) int first,
            @ForAll @IntRange(min = 1, max = 1000) int more,
            @ForAll @IntRange(max = 10_000) int further) {
        Duration second = ofMillis(first + more);
        @Nullable Duration max = further == 0 ? null : second.plusMillis(further);
        try {
            LogNormal law =
                    LogNormal.of(List.of(percentile(0.5, first), new Percentile(0.95, second)), Duration.ZERO, max);

            assertThat(law.below(ofMillis(first).toNanos())).isCloseTo(0.5, within(1e-9));
            assertThat(law.below(second.toNanos())).isCloseTo(0.95, within(1e-9));
        } catch (ImpossibleDelay impossible) {
            // Spread as far as a law below max can be, or nearly: ln(0.95)/ln(0.5) of the way down from max.
            assertThat(max).isNotNull();
            double down = (Math.log(first + more + further) - Math.log(first + more))
                    / (Math.log(first + more + further) - Math.log(first));
            assertThat(down).isLessThan(1.05 * Math.log(0.95) / Math.log(0.5));
        }
    }

    @Test
    void theLawIsToldInOneLine() {
        assertThat(LogNormal.of(List.of(percentile(0.95, 500)), ofMillis(200), ofSeconds(2))
                        .text())
                .isEqualTo(
                        "log-normal, σ 0.6, at least 200 ms, at most 2 s: p50 312 ms, p95 500 ms, p99 652 ms, p99.9 914 ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.95, 150 | 200 | 2000 | p95 150 ms (expected: above min, 200 ms)",
                "0.95, 2000 | 200 | 2000 | p95 2 s (expected: below max, 2 s)",
                "0.95, 150 | 200 | 100 | max 100 ms (expected: above min, 200 ms)",
                "0.5, 200; 0.95, 100 | 0 | 2000 | p95 100 ms with p50 200 ms (expected: a longer one for the greater share)",
                "0.5, 100; 0.95, 1990 | 0 | 2000 | p95 1.99 s with p50 100 ms (expected: below 1.6 s, which is as far as a log-normal law spreads below this max)",
                "0.5, 100; 0.5, 200 | 0 | 2000 | the same percentile twice (expected: two different ones)",
                "0.5, 1; 0.6, 2; 0.7, 3 | 0 | 2000 | 3 percentiles (expected: one or two, such as p95)",
            })
    void whatNoLawHasIsRefusedWithTheReason(String percentiles, long min, long max, String message) {
        List<Percentile> asked = Arrays.stream(percentiles.split(";"))
                .map(text -> text.split(","))
                .map(parts -> percentile(Double.parseDouble(parts[0]), Long.parseLong(parts[1].strip())))
                .toList();

        assertThatExceptionOfType(ImpossibleDelay.class)
                .isThrownBy(() -> LogNormal.of(asked, ofMillis(min), ofMillis(max)))
                .withMessage(message);
    }

    private static Percentile percentile(double share, long millis) {
        return new Percentile(share, ofMillis(millis));
    }
}
