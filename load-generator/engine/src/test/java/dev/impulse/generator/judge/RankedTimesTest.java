package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result.Times;
import dev.impulse.measure.Durations;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RankedTimesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long MILLI = 1_000_000;

    @Test
    void whatHasNoEndRanksAboveEveryMeasuredValue() {
        var times = new RankedTimes(measured(98), 2, TIMEOUT).figures();
        assertThat(times.count()).isEqualTo(100);
        assertThat(times.endless()).isEqualTo(2);
        assertThat(times.above()).isEqualTo(TIMEOUT.toNanos());
        assertThat(times.p95()).isBetween(95 * MILLI, 95 * MILLI + MILLI / 10);
        assertThat(times.p99()).isEqualTo(Times.BEYOND);
        assertThat(times.max()).isEqualTo(Times.BEYOND);
        assertThat(times.mean()).isNaN();
    }

    @Test
    void whereNothingHasAnEndThereIsNoTimeAtAll() {
        var times = new RankedTimes(measured(0), 3, TIMEOUT).figures();
        assertThat(times.count()).isEqualTo(3);
        assertThat(times.min()).isEqualTo(Times.BEYOND);
        assertThat(times.p50()).isEqualTo(Times.BEYOND);
        assertThat(new RankedTimes(measured(0), 0, TIMEOUT).figures()).isEqualTo(Times.NONE);
    }

    @Test
    void whatWasMeasuredIsAsTheHistogramSays() {
        var histogram = measured(1000);
        var times = new RankedTimes(histogram, 0, Duration.ZERO).figures();
        assertThat(times)
                .isEqualTo(new Times(
                        1000,
                        histogram.getValueAtPercentile(0.1),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(95),
                        histogram.getValueAtPercentile(99),
                        histogram.getValueAtPercentile(99.9),
                        histogram.getMaxValue(),
                        histogram.getMean()));
    }

    @Test
    void ofSeveralTheShortestLimitIsWhatAllExceed() {
        var both = new RankedTimes(measured(1), 1, TIMEOUT).and(new RankedTimes(measured(1), 2, Duration.ofSeconds(5)));
        assertThat(both.figures().endless()).isEqualTo(3);
        assertThat(both.figures().above()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(both.and(RankedTimes.none()).figures()).isEqualTo(both.figures());
    }

    private static Histogram measured(int count) {
        var histogram = Durations.histogram();
        for (int value = 1; value <= count; value++) {
            histogram.recordValue(value * MILLI);
        }
        return histogram;
    }
}
