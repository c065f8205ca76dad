package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraceParentTest {
    private static final TraceParent EXAMPLE =
            new TraceParent().set(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, true);

    private final RequestEncoder encoder = new RequestEncoder("shop", "impulse");

    @Property
    void hasTheDigitsOfItsIds(@ForAll long high, @ForAll long low, @ForAll long parent, @ForAll boolean sampled) {
        var hex = HexFormat.of();
        var id = hex.toHexDigits(high) + hex.toHexDigits(low);

        assertThat(new TraceParent().set(high, low, parent, sampled).value())
                .isEqualTo("00-" + id + "-" + hex.toHexDigits(parent) + (sampled ? "-01" : "-00"));
        assertThat(TraceParent.traceId(high, low)).isEqualTo(id);
    }

    @Test
    void isWrittenBehindTheOtherFields() {
        assertThat(written(new RequestFields().add("X-A", "1")))
                .isEqualTo("PUT / HTTP/1.1\r\nHost: shop\r\nUser-Agent: impulse\r\nAccept: */*\r\nX-A: 1\r\n"
                        + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
                        + "Content-Length: 7\r\n\r\n");
    }

    @Test
    void givesWayToOneThatWasSet() {
        assertThat(written(new RequestFields().add("TraceParent", "00-own")))
                .contains("TraceParent: 00-own\r\n")
                .doesNotContain("traceparent");
    }

    @Test
    void isWrittenAgainOnceTheFieldsAreCleared() {
        var fields = new RequestFields().add("traceparent", "00-own");
        fields.clear();

        assertThat(written(fields)).contains("traceparent: 00-0af7");
    }

    private String written(RequestFields fields) {
        ByteBuf out = Unpooled.buffer();
        encoder.encodeHead(out, "PUT", "/", fields, EXAMPLE, 7);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
