package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// What the encoder writes, Netty's decoder reads back.
class RequestRoundTripTest {

    private final RequestEncoder encoder = new RequestEncoder("shop", "impulse");

    record Field(String name, String value) {}

    @Property(tries = 500)
    void isReadBackAsItWasWritten(
            @ForAll("methods") String method,
            @ForAll("targets") String target,
            @ForAll @Size(max = 12) List<@net.jqwik.api.From("fields") Field> given,
            @ForAll byte[] body) {
        RequestFields fields = new RequestFields();
        given.forEach(field -> fields.add(field.name(), field.value()));
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out, method, target, fields, body);
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(1 << 20));
        channel.writeInbound(out);
        FullHttpRequest read = channel.readInbound();

        assertThat(read.decoderResult().isSuccess()).isTrue();
        assertThat(read.method().name()).isEqualTo(method);
        assertThat(read.uri()).isEqualTo(target);
        assertThat(read.headers().get("Host")).isEqualTo("shop");
        assertThat(read.headers().getAll("Content-Length")).containsExactly(Integer.toString(body.length));
        var others = read.headers().entries().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                .filter(field -> field.name().startsWith("X"))
                .toList();
        assertThat(others)
                .isEqualTo(given.stream().map(RequestRoundTripTest::asRead).toList());
        byte[] content = new byte[read.content().readableBytes()];
        read.content().readBytes(content);
        assertThat(content).isEqualTo(body);
        read.release();
        channel.finishAndReleaseAll();
    }

    /// UTF-8 is sent; Netty reads bytes as Latin letters, and leaves the blanks around a value out.
    private static Field asRead(Field field) {
        String latin = new String(field.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        int from = 0;
        int to = latin.length();
        while (from < to && (latin.charAt(from) == ' ' || latin.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (latin.charAt(to - 1) == ' ' || latin.charAt(to - 1) == '\t')) {
            to--;
        }
        return new Field(field.name(), latin.substring(from, to));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(
                        Arbitraries.of("GET", "POST", "DELETE"),
                        Arbitraries.strings()
                                .withCharRange('A', 'Z')
                                .ofMinLength(1)
                                .ofMaxLength(9))
                .filter(method -> !method.equals("CONNECT"));
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('#')
                .ofMaxLength(60)
                .map(rest -> "/" + rest);
    }

    @Provide
    Arbitrary<Field> fields() {
        var names = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("!#$%&'*+-.^_`|~")
                .ofMaxLength(20)
                .map(rest -> "X" + rest);
        var values = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a1', '\ud7ff')
                .withChars('\t')
                .ofMaxLength(40);
        return Combinators.combine(names, values).as(Field::new);
    }
}
