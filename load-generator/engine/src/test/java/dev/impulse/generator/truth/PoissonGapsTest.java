package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Poisson arrivals are what they are called, for one seed and over many. Seeds are fixed, so that what passes once
/// passes always.
class PoissonGapsTest {
    private static final double LEVEL = 0.001;
    private static final int SEEDS = 500;
    private static final int GAPS = 500;

    /// The first gaps, whose number does not depend on how long they are.
    private static double[] gaps(double rate, String testCase, long seed) {
        var lasting = Duration.ofNanos(Math.round(1.5e9 * GAPS / rate));
        var demand = new Demand.Open(new Constant(rate), Arrivals.POISSON);
        var phase = new Phase("steady", Phase.Kind.STEADY, lasting, Map.of(testCase, demand));
        return gaps(Truth.due(List.of(phase), testCase, seed));
    }

    static double[] gaps(long[] due) {
        return IntStream.range(0, Math.min(GAPS, due.length))
                .mapToDouble(place -> due[place] - (place == 0 ? 0 : due[place - 1]))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 7, 1337, 20_000})
    void theChancesOfTheGapsOfManySeedsAreThemselvesUniform(double rate) {
        var exponential = KolmogorovSmirnov.exponential(1e9 / rate);
        var chances = LongStream.range(0, SEEDS)
                .mapToDouble(seed -> KolmogorovSmirnov.chance(gaps(rate, "browse", seed), exponential))
                .toArray();

        assertThat(KolmogorovSmirnov.chance(chances, KolmogorovSmirnov.uniform()))
                .isGreaterThan(LEVEL);
    }

    @Test
    void theArrivalsOfTestCasesHaveNothingToDoWithEachOther() {
        // The shorter of two independent gaps is exponential with half the mean; of two equal ones, with the whole.
        var chances = LongStream.range(0, SEEDS)
                .mapToDouble(seed -> {
                    var browse = gaps(100, "browse", seed);
                    var buy = gaps(100, "buy", seed);
                    var shorter = IntStream.range(0, GAPS)
                            .mapToDouble(place -> Math.min(browse[place], buy[place]))
                            .toArray();
                    return KolmogorovSmirnov.chance(shorter, KolmogorovSmirnov.exponential(0.5e9 / 100));
                })
                .toArray();

        assertThat(KolmogorovSmirnov.chance(chances, KolmogorovSmirnov.uniform()))
                .isGreaterThan(LEVEL);
    }

    @Test
    void aGapSaysNothingOfTheNext() {
        // Likewise of neighbours, which are the halves of pairs.
        var chances = LongStream.range(0, SEEDS)
                .mapToDouble(seed -> {
                    var gaps = gaps(100, "browse", seed);
                    var shorter = IntStream.range(0, GAPS / 2)
                            .mapToDouble(pair -> Math.min(gaps[2 * pair], gaps[2 * pair + 1]))
                            .toArray();
                    return KolmogorovSmirnov.chance(shorter, KolmogorovSmirnov.exponential(0.5e9 / 100));
                })
                .toArray();

        assertThat(KolmogorovSmirnov.chance(chances, KolmogorovSmirnov.uniform()))
                .isGreaterThan(LEVEL);
    }
}
