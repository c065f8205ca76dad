package dev.impulse.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static Scale scale(String rates, String durations) {
        return new Scale(new BigDecimal(rates), BigDecimal.ONE, new BigDecimal(durations));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3 tps; 0.1; 1; 0.3 tps",
                "5 -> 50 tps; 2; 10; 10 -> 100 tps",
                "5 -> 50 tps over 4s; 0.5; 2; 2.5 -> 25 tps over 8s",
                "10, 20, 50 tps; 0.5; 1; 5, 10, 25 tps",
                "spike 50 -> 500 tps at 10s for 5s; 0.1; 3; spike 5 -> 50 tps at 30s for 15s",
                "sine 50 +- 20 tps every 10s; 0.5; 2; sine 25 +- 10 tps every 20s",
                "50 tps poisson; 2; 1; 100 tps poisson",
                "3 users; 2; 1; 3 users"
            })
    void aDemandKeepsItsForm(String written, String rates, String durations, String scaled) {
        Duration length = Duration.ofSeconds(30);
        Phase phase = new Phase("steady", Phase.Kind.STEADY, length, Map.of("a", DemandText.parse(written, length)));
        Phase larger = scale(rates, durations).of(phase);
        assertThat(larger.demands().values())
                .singleElement()
                .extracting(demand -> DemandText.text(demand, larger.lasting()))
                .isEqualTo(scaled);
        assertThat(larger.name()).isEqualTo("steady");
    }

    @Property(tries = 2_000)
    void theRateIsThatOfTheSamePlaceAndTheIntegralGrowsByBoth(
            @ForAll("shapes") Shape shape,
            @ForAll @DoubleRange(min = 0.01, max = 20) double rates,
            @ForAll @DoubleRange(min = 0.5, max = 20) double durations,
            @ForAll @DoubleRange(min = 0, max = 100) double seconds) {
        Scale scale = scale(
                BigDecimal.valueOf(rates).toPlainString(),
                BigDecimal.valueOf(durations).toPlainString());
        Shape scaled = scale.of(shape);
        double count = shape.count(seconds) * rates * durations;
        assertThat(scaled.count(seconds * durations)).isCloseTo(count, within(1e-5 * (1 + count)));
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Double> rate = Arbitraries.doubles().between(0, 1_000).ofScale(3);
        Arbitrary<Duration> time = Arbitraries.integers().between(100, 60_000).map(Duration::ofMillis);
        return Arbitraries.oneOf(
                rate.map(Constant::new),
                rate.flatMap(from -> rate.flatMap(to -> time.map(over -> new Ramp(from, to, over)))),
                rate.flatMap(one -> rate.flatMap(two -> time.map(
                        lasting -> new Steps(List.of(new Steps.Step(one, lasting), new Steps.Step(two, lasting)))))),
                rate.flatMap(base -> rate.flatMap(peak -> time.map(at -> new Spike(base, peak, at, at)))),
                rate.flatMap(mean -> time.map(period -> new Sine(mean, mean / 2, period))));
    }

    @Test
    void usersAreScaledByTheirOwnFactorAndNeverToNone() {
        Phase phase = new Phase("s", Phase.Kind.PEAK, Duration.ofSeconds(1), Map.of("a", new Demand.Closed(3)));
        assertThat(new Scale(BigDecimal.TEN, new BigDecimal("0.5"), BigDecimal.ONE)
                        .of(phase)
                        .demands())
                .containsEntry("a", new Demand.Closed(2));
        assertThat(new Scale(BigDecimal.TEN, new BigDecimal("0.001"), BigDecimal.ONE)
                        .of(phase)
                        .demands())
                .containsEntry("a", new Demand.Closed(1));
    }

    @Test
    void whatWouldBeNoPhaseAnyMoreIsRefused() {
        Phase phase = new Phase(
                "s",
                Phase.Kind.PEAK,
                Duration.ofDays(1),
                Map.of("a", new Demand.Open(new Constant(1000), Arrivals.EVEN), "b", new Demand.Closed(1_000_000)));
        assertThatThrownBy(() -> scale("1", "366").of(phase)).hasMessageContaining("at most 365 days");
        assertThatThrownBy(() -> scale("1", "999999999").of(phase)).hasMessageContaining("at most 365 days");
        assertThatThrownBy(() -> scale("1", "0.0000000000000001").of(phase)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> scale("9999999", "1").of(phase)).hasMessageContaining("a rate from 0 to");
        assertThatThrownBy(() -> new Scale(BigDecimal.ONE, new BigDecimal("999999999"), BigDecimal.ONE).of(phase))
                .hasMessageContaining("users: ");
        assertThatThrownBy(() -> scale("0", "1")).hasMessageContaining("expected: factors above 0");
    }
}
