package dev.impulse.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandTextTest {

    private static final Duration PHASE = Duration.ofSeconds(30);

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("50 tps", new Constant(50)),
                Arguments.of("0.5tps", new Constant(0.5)),
                Arguments.of("  50   per second ", new Constant(50)),
                Arguments.of("100,000 tps", new Constant(100_000)),
                Arguments.of("100_000 tps", new Constant(100_000)),
                Arguments.of("3000 per minute", new Constant(50)),
                Arguments.of("30 tpm", new Constant(0.5)),
                Arguments.of("0 tps", new Constant(0)),
                Arguments.of("5 -> 50 tps", new Ramp(5, 50, PHASE)),
                Arguments.of("5->50 tps", new Ramp(5, 50, PHASE)),
                Arguments.of("50 -> 0 tps over 10s", new Ramp(50, 0, Duration.ofSeconds(10))),
                Arguments.of("10, 20, 50 tps", Steps.equal(PHASE, 10, 20, 50)),
                Arguments.of("1,000, 2,000 tps", Steps.equal(PHASE, 1_000, 2_000)),
                Arguments.of(
                        "spike 50 -> 500 tps at 10s for 5s",
                        new Spike(50, 500, Duration.ofSeconds(10), Duration.ofSeconds(5))),
                Arguments.of("sine 50 +- 20 tps every 10s", new Sine(50, 20, Duration.ofSeconds(10))),
                Arguments.of("sine 50 ± 20 tps every 1m 30s", new Sine(50, 20, Duration.ofSeconds(90))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void formsMeanTheirShapes(String text, Shape shape) {
        assertThat(DemandText.parse(text, PHASE)).isEqualTo(new Demand.Open(shape, Arrivals.EVEN));
        assertThat(DemandText.parse(text + " poisson", PHASE)).isEqualTo(new Demand.Open(shape, Arrivals.POISSON));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsWrittenIsReadAsTheSame(String text, Shape shape) {
        for (var arrivals : Arrivals.values()) {
            var demand = new Demand.Open(shape, arrivals);
            assertThat(DemandText.parse(DemandText.text(demand, PHASE), PHASE)).isEqualTo(demand);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50 tps",
                "0.5 tps poisson",
                "5 -> 50 tps",
                "50 -> 0 tps over 10s",
                "10, 20, 50 tps",
                "3 users",
                "1 user",
                "spike 50 -> 500 tps at 0s for 1.5s",
                "sine 50 +- 20 tps every 1m 30s",
                "sine 5 +- 2 tps every 2h 500ms"
            })
    void itIsWrittenAsPeopleWriteIt(String text) {
        var written = DemandText.text(DemandText.parse(text, PHASE), PHASE);
        assertThat(written).isEqualTo(text.replace("2h 500ms", "2h 0.5s"));
    }

    @Property
    void anyRampIsReadAsItWasWritten(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long from,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long to,
            @ForAll @LongRange(min = 1, max = 30_000_000_000L) long nanos) {
        var demand = new Demand.Open(new Ramp(from / 7000.0, to / 1000.0, Duration.ofNanos(nanos)), Arrivals.EVEN);
        assertThat(DemandText.parse(DemandText.text(demand, PHASE), PHASE)).isEqualTo(demand);
    }

    @Test
    void stepsOfDifferentLengthsAreWrittenOneByOne() {
        var steps = new Steps(
                List.of(new Steps.Step(10, Duration.ofSeconds(5)), new Steps.Step(20.5, Duration.ofMillis(250))));
        assertThat(DemandText.text(new Demand.Open(steps, Arrivals.EVEN), PHASE))
                .isEqualTo("10 tps for 5s, 20.5 tps for 250ms");
    }

    @Test
    void usersAreAClosedDemand() {
        assertThat(DemandText.parse("3 users", PHASE)).isEqualTo(new Demand.Closed(3));
        assertThat(DemandText.parse("1 user", PHASE)).isEqualTo(new Demand.Closed(1));
    }

    @Test
    void unitMayBeLeftOutWhereItIsSaidOtherwise() {
        assertThat(DemandText.parseTps("50", PHASE)).isEqualTo(new Demand.Open(new Constant(50), Arrivals.EVEN));
        assertThat(DemandText.parseTps("5 -> 50 poisson", PHASE))
                .isEqualTo(new Demand.Open(new Ramp(5, 50, PHASE), Arrivals.POISSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50 tsp                            | 4  | tsp (expected: tps, per minute or users)
            50                                | 3  | nothing (expected: tps, per minute or users)
            fifty tps                         | 1  | fifty (expected: a rate such as 50 tps
            -5 tps                            | 1  | -5 (expected: a rate such as 50 tps
            10,20,50 tps                      | 4  | 20 (expected: a space after the comma
            5 -> tps                          | 6  | tps (expected: the rate that the ramp ends with
            5 -> 50 tps over 40s              | 18 | ends after 40 s (expected: within the phase's 30 s)
            50 tps tomorrow                   | 8  | tomorrow (expected: poisson, or nothing)
            spike 50 -> 500 tps at 28s for 5s | 24 | ends after 33 s (expected: within the phase's 30 s)
            spike 50 -> 500 tps for 5s        | 21 | for (expected: at and a duration, as in spike 50
            sine 50 +- 60 tps every 10s       | 1  | amplitude: 60.0 (expected: from 0 to the mean, 50.0)
            sine 50 +- 20 tps every 10 turns  | 25 | 10 turns (expected: a duration such as 300 ms or 2 s)
            1.5 users                         | 1  | 1.5 users (expected: a whole number from 1 to 1,000,000)
            0 users                           | 1  | 0 users (expected: a whole number from 1 to 1,000,000)
            9999999999 tps                    | 1  | perSecond: 9.999999999E9 (expected: a rate from 0 to
            """)
    void mistakesAreNamedWithTheirPlace(String text, int column, String message) {
        var mistake = catchThrowableOfType(MalformedText.class, () -> DemandText.parse(text, PHASE));

        assertThat(mistake).hasMessageStartingWith(message);
        assertThat(mistake.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({
        "300 ms, 300000000",
        "2 s, 2000000000",
        "1.5s, 1500000000",
        "500 us, 500000",
        "500µs, 500000",
        "1m 30s, 90000000000",
        "2 h, 7200000000000",
        "0.1 ms, 100000",
        "7 ns, 7"
    })
    void durationsAreReadExactly(String text, long nanos) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @Test
    void durationsThatAreNoneAreNamed() {
        assertThatThrownBy(() -> DurationText.parse("300 parsecs"))
                .hasMessage("300 parsecs (expected: a duration such as 300 ms or 2 s)");
        assertThatThrownBy(() -> DurationText.parse("300"))
                .hasMessage("300 (expected: a duration such as 300 ms or 2 s)");
        assertThatThrownBy(() -> DurationText.parse(""))
                .hasMessage("nothing (expected: a duration such as 300 ms or 2 s)");
        assertThatThrownBy(() -> DurationText.parse("2 s later"))
                .hasMessage("later (expected: nothing after the duration 2 s)");
    }

    @Property
    void whatCannotBeReadIsAMistakeAndNeverACrash(@ForAll("almostDemands") String text) {
        assertThatCode(() -> {
                    try {
                        DemandText.parse(text, PHASE);
                    } catch (MalformedText mistake) {
                        assertThat(mistake.column()).isBetween(1, text.length() + 1);
                        assertThat(mistake).hasMessageContaining("(expected: ");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> almostDemands() {
        var pieces = List.of(
                "50",
                "0.5",
                "1,000",
                ",",
                " ",
                "->",
                "+-",
                "tps",
                "users",
                "spike",
                "sine",
                "at",
                "for",
                "every",
                "10s",
                "1m",
                "poisson",
                "per",
                "minute",
                "-",
                ".",
                "99999999999999999999999",
                "\t",
                "é",
                "(",
                "1e9",
                "over");
        return Arbitraries.of(pieces).list().ofMaxSize(9).map(list -> String.join("", list));
    }
}
