package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0            | 0 ms
            4000         | 0.004 ms
            30000        | 0.03 ms
            900000       | 0.9 ms
            1200000      | 1.2 ms
            12340000     | 12.3 ms
            99990000     | 100 ms
            300000000    | 300 ms
            1840200000   | 1,840 ms
            9999000000   | 9,999 ms
            10000000000  | 10 s
            12340000000  | 12.3 s
            123400000000 | 123 s
            """)
    void timesHaveThreeDigitsOrSo(long nanos, String text) {
        assertThat(Figures.time(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0          | 0 %
            0.0000001  | < 0.000001 %
            0.004      | 0.004 %
            0.1        | 0.1 %
            4.13       | 4.1 %
            50         | 50 %
            99.9996    | 99.999 %
            99.5       | 99.5 %
            100        | 100 %
            """)
    void sharesThatAreNotWholeAreNeverWrittenAsWhole(double percent, String text) {
        assertThat(Figures.percent(percent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0.5S   | 500 ms
            PT30S    | 30 s
            PT1.5S   | 1.5 s
            PT2M     | 2 min
            PT1H30M  | 1 h 30 min
            PT2M5S   | 2 min 5 s
            """)
    void lengthsAreAsAPersonWouldSayThem(Duration length, String text) {
        assertThat(Figures.length(length)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200     | 200
            0.5     | 0.5
            31000   | 31,000
            199.97  | 200
            """)
    void ratesHaveThreeDigitsOrSo(double rate, String text) {
        assertThat(Figures.rate(rate)).isEqualTo(text);
    }
}
