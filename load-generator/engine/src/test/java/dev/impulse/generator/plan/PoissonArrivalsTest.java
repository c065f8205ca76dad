package dev.impulse.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonArrivalsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsOfEqualWindowsArePoisson(long seed) {
        int windows = 20_000;
        var counts = new long[windows];
        for (var due : due(seed, "browse", new Constant(10), windows)) {
            counts[(int) (due.nanos() / 1_000_000_000L)]++;
        }

        double mean = 0;
        for (long count : counts) {
            mean += (double) count / windows;
        }
        double variance = 0;
        for (long count : counts) {
            variance += (count - mean) * (count - mean) / (windows - 1);
        }
        // 5 standard errors: sqrt(10 / windows) for the mean, sqrt(2 / windows) for the dispersion.
        assertThat(mean).isCloseTo(10, within(5 * Math.sqrt(10.0 / windows)));
        assertThat(variance / mean).isCloseTo(1, within(5 * Math.sqrt(2.0 / windows)));
        assertThat(chiSquare(counts, 10)).isLessThan(CHI_SQUARE_23_AT_1_IN_100_000);
    }

    /// 24 bins, so 23 degrees of freedom: counts of 0 and 1 together, 2 to 23 each, 24 and more.
    private static final double CHI_SQUARE_23_AT_1_IN_100_000 = 64.0;

    private static double chiSquare(long[] counts, double mean) {
        var seen = new double[24];
        for (long count : counts) {
            seen[Math.clamp(count - 1, 0, 23)]++;
        }
        var asked = new double[24];
        double chance = Math.exp(-mean);
        double left = counts.length;
        for (int count = 0; count < 24; count++) {
            asked[Math.max(0, count - 1)] += chance * counts.length;
            left -= chance * counts.length;
            chance = chance * mean / (count + 1);
        }
        asked[23] += left;
        double sum = 0;
        for (int i = 0; i < 24; i++) {
            sum += (seen[i] - asked[i]) * (seen[i] - asked[i]) / asked[i];
        }
        return sum;
    }

    @Test
    void timesBetweenTriggersAreExponential() {
        var due = due(11, "browse", new Constant(100), 1_000);
        int longerThanMean = 0;
        int longerThanTwice = 0;
        for (int i = 1; i < due.size(); i++) {
            long between = due.get(i).nanos() - due.get(i - 1).nanos();
            longerThanMean += between > 10_000_000 ? 1 : 0;
            longerThanTwice += between > 20_000_000 ? 1 : 0;
        }
        double error = 5 * 0.5 / Math.sqrt(due.size());
        assertThat((double) longerThanMean / due.size()).isCloseTo(Math.exp(-1), within(error));
        assertThat((double) longerThanTwice / due.size()).isCloseTo(Math.exp(-2), within(error));
    }

    @Test
    void rampHasMoreTriggersWhereItIsHigher() {
        var due = due(5, "browse", new Ramp(0, 200, Duration.ofSeconds(100)), 100);

        long inFirstHalf =
                due.stream().filter(one -> one.nanos() < 50_000_000_000L).count();
        assertThat((double) due.size()).isCloseTo(10_000, within(5 * 100.0));
        assertThat((double) inFirstHalf).isCloseTo(2_500, within(5 * 50.0));
    }

    @Test
    void sameSeedGivesTheSameTriggersAndAnotherOneOthers() {
        var shape = new Constant(100);

        assertThat(due(1, "browse", shape, 10)).isEqualTo(due(1, "browse", shape, 10));
        assertThat(due(1, "browse", shape, 10)).isNotEqualTo(due(2, "browse", shape, 10));
        assertThat(due(1, "browse", shape, 10)).isNotEqualTo(due(1, "checkout", shape, 10));
    }

    @Test
    void triggersStayWhereTheyAreWhenAPhaseIsDivided() {
        var whole = Timetable.of(List.of(phase(new Constant(300), 10)), "browse", 3);
        var divided = Timetable.of(
                List.of(phase(new Constant(300), 2), phase(new Constant(300), 7), phase(new Constant(300), 1)),
                "browse",
                3);

        assertThat(TimetableTest.read(divided, TimetableTest.all()))
                .extracting(TimetableTest.Due::nanos)
                .isEqualTo(TimetableTest.read(whole, TimetableTest.all()).stream()
                        .map(TimetableTest.Due::nanos)
                        .toList());
    }

    /// Workers of other versions and machines must agree: these are the points, for good.
    @Test
    void pointsOfASeedNeverChange() {
        assertThat(due(1, "browse", new Constant(10), 1))
                .extracting(TimetableTest.Due::nanos)
                .containsExactly(POINTS);
    }

    private static final Long[] POINTS = {
        13254928L, 44261099L, 343664538L, 421289510L, 499155899L, 518176334L, 555599001L, 667019146L
    };

    private static List<TimetableTest.Due> due(long seed, String testCase, Shape shape, long seconds) {
        return TimetableTest.read(Timetable.of(List.of(phase(shape, seconds)), testCase, seed), TimetableTest.all());
    }

    private static Phase phase(Shape shape, long seconds) {
        var demand = new Demand.Open(shape, Arrivals.POISSON);
        return new Phase(
                "steady", Phase.Kind.STEADY, Duration.ofSeconds(seconds), Map.of("browse", demand, "checkout", demand));
    }
}
