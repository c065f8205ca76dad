package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {

    @Test
    void theDistanceIsTheLargestOnEitherSideOfAStep() {
        assertThat(KolmogorovSmirnov.distance(new double[] {0.5}, KolmogorovSmirnov.uniform()))
                .isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.distance(new double[] {0.9, 0.1, 0.2}, KolmogorovSmirnov.uniform()))
                .isCloseTo(2.0 / 3 - 0.2, within(1e-12));
    }

    @Test
    void chancesAreThoseOfTheTables() {
        // Critical distances for 100 values, from tables of the exact distribution: 0.1340 at 5 %, 0.1608 at 1 %.
        assertThat(chanceOfDistance(0.1340, 100)).isCloseTo(0.05, within(0.001));
        assertThat(chanceOfDistance(0.1608, 100)).isCloseTo(0.01, within(0.0005));
    }

    /// So many values that are spread evenly, but for an offset that makes the distance.
    private static double chanceOfDistance(double distance, int count) {
        var values = IntStream.range(0, count)
                .mapToDouble(place -> Math.min(1, (double) place / count + distance))
                .toArray();
        return KolmogorovSmirnov.chance(values, KolmogorovSmirnov.uniform());
    }

    @Test
    void whatIsNotExponentialIsRefused() {
        var random = new SplittableRandom(1);
        var even = IntStream.range(0, 1000).mapToDouble(place -> 1).toArray();
        var uniform = random.doubles(1000, 0, 2).toArray();
        var tooFast = random.doubles(20_000)
                .map(chance -> -Math.log(1 - chance) * 0.95)
                .toArray();
        var right = random.doubles(20_000).map(chance -> -Math.log(1 - chance)).toArray();

        var exponential = KolmogorovSmirnov.exponential(1);
        assertThat(KolmogorovSmirnov.chance(even, exponential)).isLessThan(1e-9);
        assertThat(KolmogorovSmirnov.chance(uniform, exponential)).isLessThan(1e-9);
        assertThat(KolmogorovSmirnov.chance(tooFast, exponential)).isLessThan(1e-6);
        assertThat(KolmogorovSmirnov.chance(right, exponential)).isGreaterThan(0.01);
    }
}
