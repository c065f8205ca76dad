package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {

    private final RequestEncoder encoder = new RequestEncoder("shop:8080", "impulse/0.1");

    @Test
    void writesARequestWithoutABody() {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out, "GET", "/carts?open=true");

        assertThat(text(out))
                .isEqualTo(
                        "GET /carts?open=true HTTP/1.1\r\nHost: shop:8080\r\nUser-Agent: impulse/0.1\r\nAccept: */*\r\n\r\n");
    }

    @Test
    void writesFieldsAndABody() {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(
                out,
                "POST",
                "/carts",
                new RequestFields().add("Content-Type", "text/plain").add("X-A", "\u00e9\t1"),
                "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(text(out))
                .isEqualTo("POST /carts HTTP/1.1\r\nHost: shop:8080\r\nUser-Agent: impulse/0.1\r\nAccept: */*\r\n"
                        + "Content-Type: text/plain\r\nX-A: \u00e9\t1\r\nContent-Length: 5\r\n\r\nhello");
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "DELETE, false", "OPTIONS, false", "POST, true", "PUT, true", "PATCH, true"})
    void saysThatThereIsNoBodyWhereOneIsUsual(String method, boolean said) {
        assertThat(new String(encoder.constant(method, "/", new RequestFields()), StandardCharsets.UTF_8))
                .matches(text -> text.contains("Content-Length: 0\r\n\r\n") == said);
    }

    @Test
    void writesALengthOfNothingForAnEmptyBody() {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out, "DELETE", "/", new RequestFields(), new byte[0]);

        assertThat(text(out)).endsWith("\r\nContent-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 12_345_678_901L, Long.MAX_VALUE})
    void writesTheLengthOfABodyThatTheCallerSends(long length) {
        ByteBuf out = Unpooled.buffer();
        encoder.encodeHead(out, "PUT", "/", new RequestFields(), length);

        assertThat(text(out)).endsWith("\r\nContent-Length: " + length + "\r\n\r\n");
    }

    @Test
    void leavesItsOwnFieldsOutWhereTheyAreGiven() {
        var both = new RequestFields().add("user-agent", "me").add("ACCEPT", "text/html");

        assertThat(new String(encoder.constant("GET", "/", both), StandardCharsets.UTF_8))
                .isEqualTo("GET / HTTP/1.1\r\nHost: shop:8080\r\nuser-agent: me\r\nACCEPT: text/html\r\n\r\n");
        both.clear();
        both.add("Accept", "text/html");
        assertThat(new String(encoder.constant("GET", "/", both), StandardCharsets.UTF_8))
                .isEqualTo("GET / HTTP/1.1\r\nHost: shop:8080\r\nUser-Agent: impulse/0.1\r\nAccept: text/html\r\n\r\n");
    }

    @Test
    void writesAConstantRequestAsTheOthers() {
        ByteBuf out = Unpooled.buffer();
        byte[] body = new byte[5000];
        var fields = new RequestFields().add("X-Long", "x".repeat(3000));
        encoder.encode(out, "POST", "/" + "p".repeat(3000), fields, body);

        assertThat(encoder.constant("POST", "/" + "p".repeat(3000), fields, body, body.length))
                .isEqualTo(text(out).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GE T", "GET\r\n", "G\u00cbT", "GET:", "CONNECT"})
    void refusesAMethodThatIsNone(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Unpooled.buffer(), method, "/"))
                .withMessageStartingWith("method: ")
                .withMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing",
        "carts, carts",
        "http://other/, http://other/",
        "'/a b', a space at 2",
        "'/\r\n', CR at 1",
        "'/\0', NUL at 1",
        "/\u00e9, U+00E9 at 1",
        "/a#b, '#' at 2",
        "*a, *a"
    })
    void refusesATargetThatIsNoneAndSaysWhere(String target, String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(Unpooled.buffer(), "GET", target))
                .withMessageStartingWith("target: ")
                .withMessageContaining(place)
                .withMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "\u00e9", "Host", "content-LENGTH", "Transfer-Encoding"})
    void refusesANameOfAFieldThatIsNoneOrNotTheirs(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestFields().add(name, "value"))
                .withMessageContaining("header field")
                .withMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\rb', CR at 1",
        "'\na', LF at 0",
        "'ab\0', NUL at 2",
        "'a\u0007', U+0007 at 1",
        "'a\u007f', U+007F at 1"
    })
    void refusesAValueThatWouldBreakTheRequest(String value, String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestFields().add("X-Trace", value))
                .withMessageStartingWith("value of header field X-Trace: " + place);
    }

    @Test
    void staysUsableAfterARefusal() {
        var fields = new RequestFields().add("A", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> fields.add("B", "\n"));
        ByteBuf out = Unpooled.buffer();
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(out, "GET", "/ "));
        assertThat(out.isReadable()).isFalse();
        encoder.encodeHead(out, "GET", "/", fields, RequestEncoder.NO_BODY);

        assertThat(text(out)).endsWith("Accept: */*\r\nA: 1\r\n\r\n");
    }

    @Test
    void keepsNoFieldsEmpty() {
        assertThatIllegalStateException().isThrownBy(() -> RequestFields.NONE.add("A", "1"));
        assertThat(encoder.constant("GET", "/", RequestFields.NONE))
                .isEqualTo(encoder.constant("GET", "/", new RequestFields()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\r\nX: y", "h\u00f6st"})
    void refusesAHostThatIsNone(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestEncoder(host, "impulse"));
    }

    private static String text(ByteBuf out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
