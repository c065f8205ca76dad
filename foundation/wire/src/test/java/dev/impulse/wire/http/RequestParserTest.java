package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void tellsWhatWasMadeHoweverItIsSplit(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        MadeRequests made = MadeRequests.from(random);
        int[] everywhere = IntStream.range(0, made.bytes().length).toArray();

        assertThat(RequestReading.of(made.bytes())).isEqualTo(new RequestReading(made.told(), null, false));
        assertThat(RequestReading.of(made.bytes(), everywhere).requests()).isEqualTo(made.told());
        int[] cuts = random.ints(1 + random.nextInt(12), 0, made.bytes().length + 1)
                .sorted()
                .toArray();
        assertThat(RequestReading.of(made.bytes(), cuts).requests()).isEqualTo(made.told());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /\\n|REQUEST_LINE|400",
                "GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "GET / HTTP/1.1 \\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "GET / a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "G(T / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "GET /\u00e9 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "GET shop/path HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "CONNECT shop:80 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "GET / HT\\tP/1.1\\r\\nHost: a\\r\\n\\r\\n|REQUEST_LINE|400",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n|VERSION|505",
                "GET / HTTP/1.1\\r\\n\\r\\n|HOST|400",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n|HOST|400",
                "GET / HTTP/1.1\\r\\n Host: a\\r\\n\\r\\n|FOLDED_FIRST_LINE|400",
                "GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n|FIELD_LINE|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n|CONTENT_LENGTH|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n|CONTENT_LENGTH|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 4\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|REQUEST_FRAMING|400",
                "POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|REQUEST_FRAMING|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n|REQUEST_FRAMING|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n|REQUEST_FRAMING|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n|CODING|501",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nExpect: tea\\r\\n\\r\\n|EXPECTATION|417",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1048577\\r\\n\\r\\n|BODY_TOO_LONG|413",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n100001\\r\\n|BODY_TOO_LONG|413",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\nx|CHUNK_SIZE|400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nxy|CHUNK_END|400"
            })
    void refusesWhatIsNoRequest(String request, Reason reason, int status) {
        var reading = RequestReading.of(request.translateEscapes());

        assertThat(reading.requests()).isEmpty();
        assertThat(reading.error()).isEqualTo(reason);
        assertThat(reason.status()).isEqualTo(status);
    }

    @Test
    void aTlsHandshakeIsNoRequest() {
        assertThat(RequestReading.of("\u0016\u0003\u0001\u0002\0\u0001").error())
                .isEqualTo(Reason.REQUEST_LINE);
    }

    @Test
    void requestsBehindOneAnotherAreToldInOrder() {
        var reading = RequestReading.of("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
                + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /c HTTP/1.0\r\n\r\n");

        assertThat(reading.requests()).extracting(RequestReading.Told::target).containsExactly("/a", "/b", "/c");
        assertThat(reading.requests())
                .extracting(RequestReading.Told::keepAlive)
                .containsExactly(true, true, false);
    }

    @Test
    void whatFollowsARequestStaysUntilTheNextIsExpected() {
        var parser = new RequestParser(1024, 0);
        var piece = Unpooled.copiedBuffer("GET / HTTP/1.0\r\n\r\nGET /next", StandardCharsets.US_ASCII);
        parser.expect(new RequestHead());
        parser.read(piece, new Silent());

        assertThat(piece.toString(StandardCharsets.US_ASCII)).isEqualTo("GET /next");
        piece.release();
    }

    @Test
    void aHeadThatIsTooLongIsRefusedByWhatIsTooLong() {
        assertThat(RequestReading.of(new RequestParser(64, 0), Reading.latin("GET /" + "a".repeat(80)))
                        .error())
                .isEqualTo(Reason.TARGET_TOO_LONG);
        assertThat(RequestReading.of(
                                new RequestParser(64, 0),
                                Reading.latin("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + "a".repeat(80)))
                        .error())
                .isEqualTo(Reason.HEAD_TOO_LONG);
        assertThat(Reason.TARGET_TOO_LONG.status()).isEqualTo(414);
        assertThat(Reason.HEAD_TOO_LONG.status()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /pa", "GET / HTTP/1.", "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\nHost: a\r\n"})
    void aBeginningIsNoRequest(String beginning) {
        var reading = RequestReading.of(beginning);

        assertThat(reading.requests()).isEmpty();
        assertThat(reading.error()).isNull();
        assertThat(reading.unfinished()).isTrue();
    }

    @Test
    void whatIsWrongIsShownAsItCame() {
        assertThat(text("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .isEqualTo("Transfer-Encoding of a request: chunked, and Content-Length (expected: chunked, last of the"
                        + " codings, without Content-Length, in HTTP/1.1)");
        assertThat(text("GET / HTTP/1.1\r\n\r\n")).isEqualTo("Host: nothing (expected: one such field)");
    }

    @Test
    void aLimitThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new RequestParser(63, 0)).hasMessageContaining("longestHead: 63");
        assertThatThrownBy(() -> new RequestParser(64, -1)).hasMessageContaining("longestBody: -1");
    }

    private static String text(String request) {
        var parser = new RequestParser(1024, 0);
        var piece = Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1);
        var sink = new Silent();
        parser.expect(new RequestHead());
        parser.read(piece, sink);
        piece.release();
        return sink.failure;
    }

    private static final class Silent implements RequestSink {
        private String failure = "";

        @Override
        public void head(RequestHead head) {}

        @Override
        public void body(ByteBuf piece, int index, int length) {}

        @Override
        public void end(RequestHead head) {}

        @Override
        public void failed(ProtocolError error) {
            failure = error.text();
        }
    }
}
