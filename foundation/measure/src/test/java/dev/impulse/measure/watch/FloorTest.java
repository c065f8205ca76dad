package dev.impulse.measure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Percentage DIGITS = Percentage.withPercentage(1);

    @Test
    void tellsItsPercentiles() {
        var floor = floor(LongStream.rangeClosed(1, 1_000).map(value -> value * 1_000));

        assertThat(floor.count()).isEqualTo(1_000);
        assertThat(floor.p50Nanos()).isCloseTo(500_000, DIGITS);
        assertThat(floor.p99Nanos()).isCloseTo(990_000, DIGITS);
        assertThat(floor.maxNanos()).isCloseTo(1_000_000, DIGITS);
    }

    @Test
    void thatOfAStretchIsMadeOfAllValuesAndNotOfPercentiles() {
        var prompt = floor(LongStream.generate(() -> 20_000).limit(990));
        var late = floor(LongStream.generate(() -> 300_000_000).limit(10));

        var both = Floor.of(List.of(prompt, late)).orElseThrow();

        assertThat(both.p99Nanos()).isCloseTo(20_000, DIGITS);
        assertThat(both.maxNanos()).isCloseTo(300_000_000, DIGITS);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Floor.of(List.of())).isEmpty();
        assertThat(Watched.NOTHING.floorOf(new Stretch(0, 1))).isEmpty();
    }

    private static Floor floor(LongStream values) {
        var histogram = new Histogram(Floor.DIGITS);
        histogram.setAutoResize(true);
        values.forEach(histogram::recordValue);
        return Floor.of(histogram).orElseThrow();
    }
}
