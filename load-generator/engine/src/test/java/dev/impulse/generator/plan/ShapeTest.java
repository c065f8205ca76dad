package dev.impulse.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final double PHASE_SECONDS = 60;

    @Property
    void inverseOfTheIntegralIsTheTimeAgain(
            @ForAll("shapes") Shape shape, @ForAll @DoubleRange(min = 0, max = PHASE_SECONDS) double seconds) {
        double reached = shape.reached(shape.count(seconds));
        // Where the rate is 0 or nearly so, many times have the same count: the counts are what must agree.
        if (Double.isFinite(reached)) {
            assertThat(shape.count(reached)).isCloseTo(shape.count(seconds), within(1e-8 * (1 + shape.count(seconds))));
        }
        if (shape.rateAt(seconds) > 1) {
            assertThat(reached).isCloseTo(seconds, within(1e-6));
        }
    }

    @Property
    void integralOfTheInverseIsTheCountAgain(
            @ForAll("shapes") Shape shape, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        double count = shape.count(PHASE_SECONDS) * part;
        double seconds = shape.reached(count);
        if (Double.isFinite(seconds)) {
            assertThat(shape.count(seconds)).isCloseTo(count, within(1e-9 * (1 + count)));
        }
    }

    @Property
    void integralIsTheAreaUnderTheRate(@ForAll("shapes") Shape shape) {
        Assume.that(!(shape instanceof Sine sine) || sine.period().toMillis() > 100);
        int slices = 60_000;
        double slice = PHASE_SECONDS / slices;
        double area = 0;
        double highest = shape.rateAt(Math.nextDown(PHASE_SECONDS));
        for (int i = 0; i < slices; i++) {
            double rate = shape.rateAt((i + 0.5) * slice);
            area += rate * slice;
            highest = Math.max(highest, Math.max(rate, shape.rateAt(i * slice)));
        }
        // Each of at most 6 jumps may fall anywhere in a slice.
        assertThat(area).isCloseTo(shape.count(PHASE_SECONDS), within(6 * highest * slice + 1e-6));
    }

    @Property
    void integralAndInverseNeverFall(
            @ForAll("shapes") Shape shape,
            @ForAll @DoubleRange(min = 0, max = PHASE_SECONDS) double one,
            @ForAll @DoubleRange(min = 0, max = PHASE_SECONDS) double other) {
        double early = Math.min(one, other);
        double late = Math.max(one, other);
        assertThat(shape.count(late)).isGreaterThanOrEqualTo(shape.count(early));
        assertThat(shape.reached(shape.count(late))).isGreaterThanOrEqualTo(shape.reached(shape.count(early)) - 1e-9);
    }

    @Test
    void inverseJumpsOverAStretchWithoutLoad() {
        var shape = new Steps(List.of(step(10, 1), step(0, 5), step(10, 1)));

        assertThat(shape.reached(9.5)).isEqualTo(0.95);
        assertThat(shape.reached(10)).isEqualTo(6);
        assertThat(new Spike(0, 100, Duration.ofSeconds(4), Duration.ofSeconds(1)).reached(0))
                .isEqualTo(4);
    }

    @Test
    void countThatIsNeverExceededIsReachedAtInfinity() {
        assertThat(new Constant(0).reached(0)).isInfinite();
        assertThat(new Ramp(10, 0, Duration.ofSeconds(10)).reached(50)).isInfinite();
        assertThat(new Ramp(0, 0, Duration.ofSeconds(10)).reached(0)).isInfinite();
        assertThat(new Spike(0, 100, Duration.ofSeconds(4), Duration.ofSeconds(1)).reached(100))
                .isInfinite();
        assertThat(new Sine(0, 0, Duration.ofSeconds(4)).reached(0)).isInfinite();
    }

    @Test
    void rampStaysWhereItEnded() {
        var shape = new Ramp(0, 10, Duration.ofSeconds(10));

        assertThat(shape.rateAt(20)).isEqualTo(10);
        assertThat(shape.count(20)).isEqualTo(150);
        assertThat(shape.reached(150)).isEqualTo(20);
    }

    @Test
    void rampThatEndsAtNothingIsExactUpToItsLastTrigger() {
        var shape = new Ramp(100_000, 0, Duration.ofHours(10));
        double total = shape.count(36_000);

        assertThat(total).isEqualTo(1.8e9);
        // The last trigger but one: with one to go, the time left is the root of 2 / slope.
        assertThat(36_000 - shape.reached(total - 1)).isCloseTo(Math.sqrt(2 / (100_000 / 36_000.0)), within(1e-6));
    }

    @Property
    void sineOfHalfATurnIsRightToTheLastDigits(@ForAll @DoubleRange(min = 0, max = 1) double part) {
        assertThat(HalfTurn.sine(part)).isCloseTo(StrictMath.sin(Math.PI * part), within(1e-15));
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Constant(-5))
                .hasMessage("perSecond: -5.0 (expected: a rate from 0 to 1,000,000,000 per second)");
        assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessageStartingWith("perSecond: NaN");
        assertThatThrownBy(() -> new Ramp(1, 2, Duration.ZERO)).hasMessage("over: PT0S (expected: above 0)");
        assertThatThrownBy(() -> new Sine(10, 11, Duration.ofSeconds(1)))
                .hasMessage("amplitude: 11.0 (expected: from 0 to the mean, 10.0)");
        assertThatThrownBy(() -> new Steps(List.of())).hasMessage("steps: none (expected: 1 or more)");
    }

    @Provide
    Arbitrary<Shape> shapes() {
        return anyShape();
    }

    static Arbitrary<Shape> anyShape() {
        var rates = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0.0)),
                Tuple.of(2, Arbitraries.doubles().between(0.01, 10).ofScale(3)),
                Tuple.of(4, Arbitraries.doubles().between(1, 3_000).ofScale(2)));
        var times = Arbitraries.longs().between(1_000_000, 60_000_000_000L).map(Duration::ofNanos);
        var steps = Combinators.combine(rates, times).as(Steps.Step::new);
        return Arbitraries.oneOf(
                rates.map(Constant::new),
                Combinators.combine(rates, rates, times).as(Ramp::new),
                steps.list().ofMinSize(1).ofMaxSize(6).map(Steps::new),
                Combinators.combine(rates, rates, times, times).as(Spike::new),
                Combinators.combine(rates, Arbitraries.of(0.0, 0.3, 0.9, 1.0), times)
                        .as((mean, part, period) -> new Sine(mean, mean * part, period)));
    }

    private static Steps.Step step(double perSecond, long seconds) {
        return new Steps.Step(perSecond, Duration.ofSeconds(seconds));
    }
}
