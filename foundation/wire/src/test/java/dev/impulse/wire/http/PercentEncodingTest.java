package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {

    @ParameterizedTest
    @CsvSource({
        "QUERY, blue shoes, blue%20shoes",
        "QUERY, a&b=c+d/e?f, a%26b%3Dc%2Bd%2Fe%3Ff",
        "QUERY, ~*', ~%2A%27",
        "FORM, blue shoes, blue+shoes",
        "FORM, ~*', %7E*%27",
        "FORM, a+b, a%2Bb",
        "PATH_SEGMENT, a/b:c@d+e, a%2Fb:c@d+e",
        "PATH_SEGMENT, 50% ?#, 50%25%20%3F%23",
        "QUERY, \u00e9\u20ac\ud83d\ude00, %C3%A9%E2%82%AC%F0%9F%98%80"
    })
    void encodesWhatIsNotAllowed(PercentEncoding encoding, String text, String encoded) {
        assertThat(encoding.encode(text)).isEqualTo(encoded);
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(PercentEncoding.QUERY.encode("a\ud83d")).isEqualTo("a%EF%BF%BD");
        assertThat(PercentEncoding.FORM.encode("\ude00b")).isEqualTo("%EF%BF%BDb");
    }

    @Test
    void joinsParameters() {
        StringBuilder out = new StringBuilder();
        PercentEncoding.FORM.parameter("a b", "1&2", out);
        PercentEncoding.FORM.parameter("", "", out);

        assertThat(out).hasToString("a+b=1%262&=");
    }

    @Property
    void writesFormsAsTheJdkDoes(@ForAll String text) {
        String whole = text.replaceAll("[\ud800-\udfff]", "");

        assertThat(PercentEncoding.FORM.encode(whole)).isEqualTo(URLEncoder.encode(whole, StandardCharsets.UTF_8));
    }

    @Property
    void isReadBackAsItWasWritten(@ForAll String text, @ForAll PercentEncoding encoding) {
        String whole = text.replaceAll("[\ud800-\udfff]", "");
        String encoded = encoding.encode(whole);

        String forForms = encoding == PercentEncoding.FORM ? encoded : encoded.replace("+", "%2B");
        assertThat(URLDecoder.decode(forForms, StandardCharsets.UTF_8)).isEqualTo(whole);
        assertThat(URI.create("http://host/?" + encoded).getRawQuery()).isEqualTo(encoded);
    }
}
