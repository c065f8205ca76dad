package dev.impulse.ci.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.impulse.measure.Durations;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Property(tries = 300)
    void losesNothing(@ForAll @Size(max = 50) List<@LongRange(min = 0, max = 86_400_000_000_000L) Long> nanos) {
        var distribution = new Distribution();
        for (long value : nanos) {
            var histogram = Durations.histogram();
            histogram.recordValue(value);
            distribution.add(histogram);
        }
        double sum = nanos.stream().mapToDouble(value -> value / 1e9).sum();

        assertThat(distribution.count()).isEqualTo(nanos.size());
        assertThat(Arrays.stream(distribution.classic()).sum()).isEqualTo(nanos.size());
        assertThat(Arrays.stream(distribution.exponential()).sum() + distribution.zeros())
                .isEqualTo(nanos.size());
        assertThat(distribution.sum()).isCloseTo(sum, within(sum / 1000 + 1e-9));
    }

    @Property
    void eachIsInTheBucketWhoseBoundsItIsBetween(@ForAll @LongRange(min = 1, max = 86_400_000_000_000L) long nanos) {
        var histogram = Durations.histogram();
        histogram.recordValue(nanos);
        var distribution = new Distribution();
        distribution.add(histogram);

        double base = Math.pow(2, Math.pow(2, -Distribution.SCALE));
        double seconds = histogram.medianEquivalentValue(nanos) / 1e9;
        assertThat(distribution.exponential()).containsExactly(1);
        assertThat(seconds)
                .isGreaterThan(Math.pow(base, distribution.offset()) * 0.999_999)
                .isLessThanOrEqualTo(Math.pow(base, distribution.offset() + 1) * 1.000_001);
        int bucket = Arrays.stream(distribution.classic()).boxed().toList().indexOf(1L);
        assertThat(seconds).isLessThanOrEqualTo(Distribution.bounds()[bucket]);
        if (bucket > 0) {
            assertThat(seconds).isGreaterThan(Distribution.bounds()[bucket - 1]);
        }
    }

    @Test
    void itsBoundsHoldThoseThatOpenTelemetryAdvises() {
        assertThat(Distribution.bounds())
                .contains(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
                .isSorted();
    }

    @Test
    void nothingIsNoBucket() {
        assertThat(new Distribution().exponential()).isEmpty();
        assertThat(new Distribution().offset()).isZero();
    }
}
