package dev.impulse.ci.tell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPEN_METRICS | */*",
                "OPEN_METRICS | application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                "OPEN_METRICS | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "OPEN_METRICS | image/png",
                "OPEN_METRICS | ''",
                "OPEN_METRICS | text/*;q=0.3, application/openmetrics-text ; Q=0.4",
                "PROMETHEUS   | text/plain",
                "PROMETHEUS   | TEXT/Plain; version=0.0.4",
                "PROMETHEUS   | text/plain;q=0.9, application/openmetrics-text;q=0.8",
                "PROMETHEUS   | text/*, */*;q=0.1",
                "PROMETHEUS   | */*, application/openmetrics-text;q=0",
            })
    void whatIsWantedMostIsGiven(TextFormat format, String accept) {
        assertThat(TextFormat.wanted(accept)).isEqualTo(format);
    }

    @Test
    void whoSaysNothingIsGivenOpenMetrics() {
        assertThat(TextFormat.wanted(null)).isEqualTo(TextFormat.OPEN_METRICS);
    }
}
