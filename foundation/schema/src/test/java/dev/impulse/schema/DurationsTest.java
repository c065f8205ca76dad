package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "300 ms, PT0.3S",
        "10s, PT10S",
        "1m 30s, PT1M30S",
        "1m30s, PT1M30S",
        "1.5 s, PT1.5S",
        "2 h, PT2H",
        "5 min, PT5M",
        "250us, PT0.00025S",
        "250 µs, PT0.00025S",
        "0 s, PT0S",
        "1d, PT24H",
        "'  7 ns ', PT0.000000007S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "s",
                "-1 s",
                "300 parsecs",
                "1s 1m",
                "1s 1s",
                "1,5 s",
                "0.1 ns",
                "1 s or so",
                "1e3 s",
                "9999999 d"
            })
    void refusesWhatIsNone(String text) {
        assertThat(Durations.parse(text)).isNull();
    }

    @Test
    void writesTheUnitThatFits() {
        assertThat(Durations.text(Duration.ofMillis(300))).isEqualTo("300 ms");
        assertThat(Durations.text(Duration.ofMillis(1500))).isEqualTo("1.5 s");
        assertThat(Durations.text(Duration.ofSeconds(90))).isEqualTo("1m 30s");
        assertThat(Durations.text(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(Durations.text(Duration.ofNanos(1_500))).isEqualTo("1.5 µs");
        assertThat(Durations.text(Duration.ZERO)).isEqualTo("0 s");
        assertThat(Durations.text(Duration.ofSeconds(-10))).isEqualTo("-10 s");
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0) long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertThat(Durations.parse(Durations.text(duration))).isEqualTo(duration);
    }

    @Property
    void neverThrows(@ForAll String text) {
        Durations.parse(text);
    }
}
