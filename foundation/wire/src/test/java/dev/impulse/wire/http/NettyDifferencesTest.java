package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.http.ProtocolError.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where ours and Netty's decoder part, on purpose. Each line is an answer; each was tried on both.
class NettyDifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Blanks before the colon: a server must refuse them, a proxy remove them (RFC 9112, 5.1); a load test
                // should tell.
                "HTTP/1.1 200 OK\\r\\nName : value\\r\\nContent-Length: 0\\r\\n\\r\\n|FIELD_LINE",
                // An empty line before the answer is allowed before requests only.
                "\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n|STATUS_LINE",
                // A status has three digits, behind one space.
                "HTTP/1.1 1200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n|STATUS_LINE",
                "HTTP/1.1  200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n|STATUS_LINE",
                "HTTP/2.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n|STATUS_LINE",
                // Lengths that differ are an error in HTTP/1.0 too.
                "HTTP/1.0 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\na|CONTENT_LENGTH"
            })
    void refusesWhatNettyTakes(String answer, Reason reason) {
        String bytes = answer.translateEscapes();

        assertThat(NettyReading.of(Reading.latin(bytes), false).whole()).isTrue();
        assertThat(Reading.of(bytes).error()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Lines of the head that end with LF alone, as RFC 9112, 2.2, allows.
                "HTTP/1.1 200 OK\\nContent-Length: 1\\n\\na|a|true",
                // The same length several times (RFC 9112, 6.3, item 5).
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1, 1\\r\\n\\r\\na|a|true",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na|a|true",
                // Chunks and a length: chunks count, and the connection ends (6.3, item 3). Chunks in HTTP/1.0 likewise
                // (6.1).
                "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n|a|false",
                "HTTP/1.0 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n|a|false",
                // Chunked, but not last: the body ends with the connection (6.3, item 4).
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\na|a|false",
                // Extensions are skipped, whatever they say.
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;a=\"b\\r\\na\\r\\n0\\r\\n\\r\\n|a|true",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;\u00e9\\r\\na\\r\\n0\\r\\n\\r\\n|a|true"
            })
    void takesWhatNettyRefuses(String answer, String body, boolean kept) {
        String bytes = answer.translateEscapes();

        assertThat(NettyReading.of(Reading.latin(bytes), false).whole()).isFalse();
        assertThat(Reading.of(bytes).answer().body()).isEqualTo(body);
        assertThat(Reading.of(bytes).answer().ended()).isTrue();
        assertThat(Reading.of(bytes).answer().keepAlive()).isEqualTo(kept);
    }
}
