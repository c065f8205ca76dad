package dev.impulse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;

class RecordedTest {

    /// Whatever number came: few, just as many as are kept as they are, and many more; and again after they were
    /// emptied.
    @Property(tries = 200)
    void theyAreThoseOfAHistogramThatCountedEachAtOnce(
            @ForAll @IntRange(max = 4000) int first, @ForAll @IntRange(max = 4000) int second, @ForAll long seed) {
        var recorded = new Recorded();
        assertCounts(recorded, first, seed);
        recorded.empty();
        assertCounts(recorded, second, seed + 1);
    }

    private static void assertCounts(Recorded recorded, int times, long seed) {
        var random = new SplittableRandom(seed);
        var expected = Durations.histogram();
        for (int number = 0; number < times; number++) {
            long nanos = random.nextLong(1 + (Durations.LONGEST >> (number % 40)));
            recorded.record(nanos);
            expected.recordValue(nanos);
        }
        assertThat(recorded.count()).isEqualTo(times);
        assertThat(recorded.histogram()).isEqualTo(expected);
        assertAddsUp(recorded, expected);
    }

    private static void assertAddsUp(Recorded recorded, Histogram expected) {
        var twice = recorded.histogram();
        recorded.addTo(twice);
        assertThat(twice.getTotalCount()).isEqualTo(2 * expected.getTotalCount());
        assertThat(twice.getValueAtPercentile(50)).isEqualTo(expected.getValueAtPercentile(50));
        assertThat(twice.getMaxValue()).isEqualTo(expected.getMaxValue());
    }

    @Example
    void emptiedTheyAreNone() {
        var recorded = new Recorded();
        for (int number = 0; number < 3000; number++) {
            recorded.record(number);
        }
        recorded.empty();

        assertThat(recorded.count()).isZero();
        assertThat(recorded.histogram()).isEqualTo(Durations.histogram());
    }
}
