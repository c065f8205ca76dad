package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class AnswerHeadTest {

    private static final String BYTES = String.join(
            "\r\n",
            "HTTP/1.1 404 Not Found",
            "Set-Cookie: a=1",
            "Empty:",
            "set-cookie: \t b=\u00e9 ",
            "A:c\nTransfer-Encoding: chunked",
            "",
            "0",
            "Checksum: 7",
            "CHECKSUM: 8",
            "",
            "");

    @Test
    void findsFieldsInAnyCaseOfLetters() {
        AnswerHead head = read(BYTES);

        assertThat(head.first("SET-COOKIE")).isEqualTo("a=1");
        assertThat(head.all("Set-Cookie")).containsExactly("a=1", "b=\u00e9");
        assertThat(head.first("empty")).isEmpty();
        assertThat(head.first("a")).isEqualTo("c");
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        AnswerHead head = read(BYTES);

        assertThat(head.first("Set-Cookies")).isNull();
        assertThat(head.first("")).isNull();
        assertThat(head.first("checksum")).isNull();
        assertThat(head.first("Set-Cook\u0130e")).isNull();
        assertThat(head.all("Other")).isEmpty();
        assertThat(new AnswerHead().first("A")).isNull();
        assertThat(new AnswerHead().reason()).isEmpty();
    }

    @Test
    void findsTrailersApartFromFields() {
        AnswerHead head = read(BYTES);

        assertThat(head.firstTrailer("Checksum")).isEqualTo("7");
        assertThat(head.allTrailers("Checksum")).containsExactly("7", "8");
        assertThat(head.firstTrailer("A")).isNull();
    }

    @Test
    void showsItselfAsItCame() {
        AnswerHead head = read(BYTES);

        assertThat(head.text()).isEqualTo(BYTES.substring(0, BYTES.indexOf("\r\n\r\n") + 4));
        assertThat(head.length()).isEqualTo(head.text().length());
        assertThat(head.reason()).isEqualTo("Not Found");
    }

    @Test
    void copiesItselfSoThatTheNextAnswerLeavesTheCopyAlone() {
        AnswerHead head = new AnswerHead();
        read(BYTES, head);
        AnswerHead copy = head.copy();
        read("HTTP/1.0 200 Good\r\nContent-Length: 0\r\n\r\n", head);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.firstTrailer("Checksum")).isNull();
        assertThat(copy.status()).isEqualTo(404);
        assertThat(copy.all("Set-Cookie")).containsExactly("a=1", "b=\u00e9");
        assertThat(copy.allTrailers("Checksum")).containsExactly("7", "8");
        assertThat(copy.framing()).isEqualTo(BodyFraming.CHUNKED);
        assertThat(copy.keepAlive()).isTrue();
    }

    private static AnswerHead read(String bytes) {
        AnswerHead head = new AnswerHead();
        read(bytes, head);
        return head;
    }

    private static void read(String bytes, AnswerHead head) {
        AnswerParser parser = new AnswerParser();
        parser.expect(head, false);
        parser.read(Unpooled.wrappedBuffer(Reading.latin(bytes)), new AnswerSink() {
            @Override
            public void head(AnswerHead told) {
                assertThat(told).isSameAs(head);
            }

            @Override
            public void body(ByteBuf piece, int index, int length) {}

            @Override
            public void end(AnswerHead told) {}

            @Override
            public void failed(ProtocolError error) {
                throw new AssertionError(error.text());
            }
        });
        assertThat(parser.awaiting()).isFalse();
    }
}
