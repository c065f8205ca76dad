package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.wire.http.AnswerParser.Closing;
import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

    @Test
    void readsAnAnswerWithALength() {
        var reading = Reading.of("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(reading.answer().status()).isEqualTo(200);
        assertThat(reading.answer().reason()).isEqualTo("OK");
        assertThat(reading.answer().minorVersion()).isEqualTo(1);
        assertThat(reading.answer().fields()).containsExactly("Server: nginx", "Content-Length: 5");
        assertThat(reading.answer().framing()).isEqualTo(BodyFraming.LENGTH);
        assertThat(reading.answer().contentLength()).isEqualTo(5);
        assertThat(reading.answer().body()).isEqualTo("hello");
        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isTrue();
        assertThat(reading.closing()).isEqualTo(Closing.IDLE);
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() {
        String chunks = String.join(
                "\r\n",
                "5",
                "hello",
                "00006;a=b;c=\"d\"",
                " world",
                "1 ; x",
                "!",
                "0;last",
                "Checksum: 1",
                "Content-Length: 7",
                "",
                "");
        var reading = Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks);

        assertThat(reading.answer().framing()).isEqualTo(BodyFraming.CHUNKED);
        assertThat(reading.answer().body()).isEqualTo("hello world!");
        assertThat(reading.answer().trailers()).containsExactly("Checksum: 1", "Content-Length: 7");
        assertThat(reading.answer().fields()).containsExactly("Transfer-Encoding: Chunked");
        assertThat(reading.answer().keepAlive()).isTrue();
    }

    @Test
    void endsABodyWithoutLengthWithTheConnection() {
        var reading = Reading.of("HTTP/1.1 200 OK\r\n\r\nall of it");

        assertThat(reading.answer().framing()).isEqualTo(BodyFraming.UNTIL_CLOSE);
        assertThat(reading.answer().body()).isEqualTo("all of it");
        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isFalse();
        assertThat(reading.closing()).isEqualTo(Closing.ENDED);
    }

    @Test
    void expectsNoBodyBehindHead() {
        var reading = Reading.of(Reading.latin("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), true);

        assertThat(reading.answer().framing()).isEqualTo(BodyFraming.NONE);
        assertThat(reading.answer().contentLength()).isEqualTo(5);
        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void expectsNoBodyBehindStatusesThatHaveNone(String status) {
        var reading = Reading.of("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\n");

        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isTrue();
    }

    @Test
    void skipsInterimAnswers() {
        var reading = Reading.of(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\nContent-Length: 9\r\n\r\n"
                        + "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");

        assertThat(reading.answer().status()).isEqualTo(201);
        assertThat(reading.answer().fields()).containsExactly("Content-Length: 2");
        assertThat(reading.answer().body()).isEqualTo("ok");
    }

    @Test
    void doesNotSwitchProtocols() {
        assertThat(Reading.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")
                        .error())
                .isEqualTo(Reason.SWITCHED_PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, X-Nothing: 1, true",
        "1.1, Connection: close, false",
        "1.1, CONNECTION: \tClose , false",
        "1.1, 'Connection: upgrade, close', false",
        "1.1, Connection: closed, true",
        "1.0, X-Nothing: 1, false",
        "1.0, Connection: keep-alive, true",
        "1.0, Connection: Keep-Alive, true",
        "1.0, 'Connection: keep-alive, close', false"
    })
    void keepsTheConnectionAsTheVersionAndTheServerSay(String version, String field, boolean kept) {
        var reading = Reading.of("HTTP/" + version + " 200 OK\r\n" + field + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(reading.answer().keepAlive()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 3"
            })
    void prefersChunksToALengthAndGivesTheConnectionUp(String fields) {
        var reading = Reading.of("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n1\r\na\r\n0\r\n\r\n");

        assertThat(reading.answer().body()).isEqualTo("a");
        assertThat(reading.answer().contentLength()).isEqualTo(-1);
        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isFalse();
    }

    @Test
    void givesTheConnectionUpAfterChunksOfTheOldVersion() {
        var reading = Reading.of(
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");

        assertThat(reading.answer().body()).isEqualTo("a");
        assertThat(reading.answer().keepAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, UNTIL_CLOSE",
        "identity, UNTIL_CLOSE",
        "'gzip, chunked', CHUNKED",
        "'chunked, gzip', UNTIL_CLOSE",
        "', chunked ,', CHUNKED",
        "chunked;q=1, UNTIL_CLOSE"
    })
    void goesByTheLastTransferCoding(String codings, BodyFraming framing) {
        var reading = Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + codings + "\r\n\r\n");

        assertThat(reading.answers().getFirst().framing()).isEqualTo(framing);
    }

    @Test
    void goesByTheLastOfSeveralFieldsOfTransferCodings() {
        var reading =
                Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(reading.answer().framing()).isEqualTo(BodyFraming.CHUNKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked, gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: ",
                "Transfer-Encoding: , ,"
            })
    void refusesTransferCodingsThatSayNothing(String fields) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n").error())
                .isEqualTo(Reason.TRANSFER_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2, 2",
                "Content-Length: 2\r\nContent-Length: 2",
                "content-length:2",
                "CONTENT-LENGTH: 0002 \t",
                "Content-Length:\r\n 2"
            })
    void takesTheSameLengthSeveralTimes(String fields) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\nok")
                        .answer()
                        .body())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2, 3",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length:",
                "Content-Length: +2",
                "Content-Length: -2",
                "Content-Length: 2x",
                "Content-Length: 2 2",
                "Content-Length: 2,",
                "Content-Length: 0x2",
                "Content-Length: 9223372036854775808",
                "Content-Length: 99999999999999999999999999"
            })
    void refusesALengthThatIsNone(String fields) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\nok").error())
                .isEqualTo(Reason.CONTENT_LENGTH);
    }

    @Test
    void takesTheLargestLength() {
        var reading = Reading.of("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nok");

        assertThat(reading.answer().contentLength()).isEqualTo(Long.MAX_VALUE);
        assertThat(reading.answer().ended()).isFalse();
        assertThat(reading.closing()).isEqualTo(Closing.CUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\r\n",
                " 5\r\n",
                ";a\r\n",
                "-1\r\n",
                "0x5\r\n",
                "5x\r\n",
                "5 5\r\n",
                "5 \r\n",
                "5\t\r\n",
                "5\n",
                "5\r5",
                "5;a\n",
                "5;\0\r\n",
                "8000000000000000\r\n",
                "fffffffffffffffff\r\n"
            })
    void refusesAChunkSizeThatIsNone(String line) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + line)
                        .error())
                .isEqualTo(Reason.CHUNK_SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\r\nabcd\r\n", "3\r\nabc\n0", "3\r\nabc\rx", "3\r\nabc0\r\n\r\n"})
    void refusesAChunkThatIsLongerOrShorterThanItSays(String chunk) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)
                        .error())
                .isEqualTo(Reason.CHUNK_END);
    }

    @Test
    void refusesExtensionsWithoutAnEnd() {
        var reading = Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + "a".repeat(5000));

        assertThat(reading.error()).isEqualTo(Reason.CHUNK_LINE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2.0 200 OK",
                "HTTP/1 200 OK",
                "http/1.1 200 OK",
                "HTTP/1.x 200 OK",
                "HTTP/1.1  200 OK",
                "HTTP/1.1 20 OK!",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 099 OK",
                "HTTP/1.1 2x0 OK",
                "HTTP/1.1 -20 OK",
                "HTTP/1.1\t200 OK",
                "HTTP/1.1 200\tOK",
                "HTTP/1.1 200 O\0K",
                "HTTP/1.1 200 O\rK",
                "HTTP/1.1200 OK is",
                "SSH-2.0-OpenSSH",
                " HTTP/1.1 200 OK",
                ""
            })
    void refusesAStatusLineThatIsNone(String line) {
        assertThat(Reading.of(line + "\r\nContent-Length: 0\r\n\r\n").error()).isEqualTo(Reason.STATUS_LINE);
    }

    @Test
    void noticesAtOnceThatAServerSpeaksAnotherProtocol() {
        assertThat(Reading.of("\u0015\u0003\u0003").error()).isEqualTo(Reason.STATUS_LINE);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200, 200, ''",
        "'HTTP/1.1 200 ', 200, ''",
        "HTTP/1.1 404 Not\tFound, 404, Not\tFound",
        "HTTP/1.9 599 \u00e9, 599, \u00e9",
        "HTTP/1.1 999 x, 999, x"
    })
    void takesAStatusLineWithoutReason(String line, int status, String reason) {
        var reading = Reading.of(line + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(reading.answer().status()).isEqualTo(status);
        assertThat(reading.answer().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name : value",
                "Name\t: value",
                ": value",
                "Name",
                "Na me: value",
                "Name: va\0lue",
                "Name: va\rlue",
                "Name: va\u0007lue",
                "Name: va\u007flue",
                "N\u00e4me: value",
                "Name: value\r\r\n",
                "(Name): value",
                "\rName: value"
            })
    void refusesAFieldThatIsNone(String field) {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\nFirst: 1\r\n" + field + "\r\nContent-Length: 0\r\n\r\n")
                        .error())
                .isEqualTo(Reason.FIELD_LINE);
        assertThat(Reading.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nFirst: 1\r\n" + field
                                + "\r\n\r\n")
                        .error())
                .isEqualTo(Reason.FIELD_LINE);
    }

    @Test
    void refusesWhiteSpaceBeforeTheFirstField() {
        assertThat(Reading.of("HTTP/1.1 200 OK\r\n Name: value\r\n\r\n").error())
                .isEqualTo(Reason.FOLDED_FIRST_LINE);
    }

    @Test
    void joinsFoldedLines() {
        var reading = Reading.of("HTTP/1.1 200 OK\r\nA: one\r\n two\r\n\t three\nB:\n 4\r\nContent-Length: 0\r\n\r\n");

        assertThat(reading.answer().fields()).containsExactly("A: one   two  \t three", "B: 4", "Content-Length: 0");
    }

    @Test
    void takesLinesThatEndWithLineFeedAlone() {
        var reading = Reading.of("HTTP/1.1 200 OK\nContent-Length: 2\nA: b\n\nok");

        assertThat(reading.answer().fields()).containsExactly("Content-Length: 2", "A: b");
        assertThat(reading.answer().body()).isEqualTo("ok");
    }

    @Test
    void limitsTheHead() {
        byte[] endless = Reading.latin("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(1000));
        byte[] oneLine = Reading.latin("HTTP/1.1 200 OK\r\nA: " + "b".repeat(6000));

        assertThat(Reading.of(new AnswerParser(4096), endless, false).error()).isEqualTo(Reason.HEAD_TOO_LONG);
        assertThat(Reading.of(new AnswerParser(4096), oneLine, false).error()).isEqualTo(Reason.HEAD_TOO_LONG);
        assertThat(Reading.of(new AnswerParser(8192), endless, false).error()).isNull();
    }

    @Test
    void takesAHeadAsLongAsTheLimit() {
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: ";
        byte[] answer = Reading.latin(start + "b".repeat(4096 - 4 - start.length()) + "\r\n\r\nok");

        assertThat(Reading.of(new AnswerParser(4096), answer, false).answer().body())
                .isEqualTo("ok");
        assertThat(Reading.of(new AnswerParser(4095), answer, false).error()).isEqualTo(Reason.HEAD_TOO_LONG);
    }

    @Test
    void limitsTheTrailers() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
        byte[] endless = Reading.latin(head + "A: b\r\n".repeat(1000));

        assertThat(Reading.of(new AnswerParser(4096), endless, false).error()).isEqualTo(Reason.HEAD_TOO_LONG);
    }

    @Test
    void dropsWhatFollowsTheEndAndGivesTheConnectionUp() {
        var reading = Reading.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(reading.answer().body()).isEqualTo("ok");
        assertThat(reading.answer().ended()).isTrue();
        assertThat(reading.answer().keepAlive()).isFalse();
    }

    @Test
    void refusesBytesThatNobodyAskedFor() {
        byte[] bytes = Reading.latin("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 408 Timed Out\r\n\r\n");

        assertThat(Reading.of(bytes, false, bytes.length - 26).error()).isEqualTo(Reason.UNASKED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|UNANSWERED",
                "H|CUT",
                "HTTP/1.1 200 OK\\r\\n|CUT",
                "HTTP/1.1 100 Continue\\r\\n\\r\\n|CUT",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\na|CUT",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nab|IDLE",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n|CUT",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n|CUT",
                "HTTP/1.1 200 OK\\r\\n\\r\\n|ENDED",
                "nonsense|IDLE"
            })
    void saysWhatTheEndOfAConnectionMeans(String bytes, Closing closing) {
        assertThat(Reading.of(bytes.translateEscapes()).closing()).isEqualTo(closing);
    }

    @Test
    void saysIdleWhenNothingWasAwaited() {
        assertThat(new AnswerParser().closed(new Ignoring())).isEqualTo(Closing.IDLE);
    }

    @Test
    void readsOneAnswerAfterTheOtherIntoTheSameHead() {
        AnswerParser parser = new AnswerParser();
        AnswerHead head = new AnswerHead();
        AtomicInteger ended = new AtomicInteger();
        AnswerSink sink = new Ignoring() {
            @Override
            public void end(AnswerHead answer) {
                assertThat(answer.first("number")).isEqualTo(Integer.toString(ended.get()));
                assertThat(answer.first("Long")).isEqualTo(ended.get() == 1 ? "x".repeat(20_000) : null);
                if (ended.incrementAndGet() < 3) {
                    parser.expect(answer, false);
                }
            }
        };
        parser.expect(head, false);
        for (int number = 0; number < 3; number++) {
            String padding = number == 1 ? "Long: " + "x".repeat(20_000) + "\r\n" : "";
            parser.read(
                    Unpooled.wrappedBuffer(Reading.latin(
                            "HTTP/1.1 200 OK\r\n" + padding + "Number: " + number + "\r\nContent-Length: 1\r\n\r\na")),
                    sink);
        }
        assertThat(ended).hasValue(3);
        assertThat(parser.awaiting()).isFalse();
    }

    @Test
    void refusesToAwaitTwoAnswers() {
        AnswerParser parser = new AnswerParser();
        parser.expect(new AnswerHead(), false);

        assertThatThrownBy(() -> parser.expect(new AnswerHead(), false)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\n\r\nbody",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "\r\nbody"
            })
    void tellsNothingMoreOnceItIsStopped(String rest) {
        for (boolean inHead : new boolean[] {true, false}) {
            AnswerParser parser = new AnswerParser();
            AtomicInteger told = new AtomicInteger();
            parser.expect(new AnswerHead(), false);
            parser.read(Unpooled.wrappedBuffer(Reading.latin("HTTP/1.1 200 OK\r\n" + rest)), new Ignoring() {
                @Override
                public void head(AnswerHead head) {
                    if (inHead) {
                        parser.stop();
                    }
                }

                @Override
                public void body(ByteBuf piece, int index, int length) {
                    told.incrementAndGet();
                    parser.stop();
                }

                @Override
                public void end(AnswerHead head) {
                    told.addAndGet(100);
                }
            });
            assertThat(told).hasValue(inHead ? 0 : 1);
            assertThat(parser.closed(new Ignoring())).isEqualTo(Closing.IDLE);
        }
    }

    @Test
    void streamsAGigabyteWithoutHoldingIt() {
        AnswerParser parser = new AnswerParser();
        AnswerHead head = new AnswerHead();
        AtomicLong counted = new AtomicLong();
        AtomicInteger ended = new AtomicInteger();
        AnswerSink sink = new Ignoring() {
            @Override
            public void body(ByteBuf piece, int index, int length) {
                counted.addAndGet(length);
            }

            @Override
            public void end(AnswerHead answer) {
                ended.incrementAndGet();
            }
        };
        parser.expect(head, false);
        parser.read(
                Unpooled.wrappedBuffer(Reading.latin("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")), sink);
        ByteBuf piece = Unpooled.directBuffer(65_536).writeZero(65_536);
        for (int index = 0; index < 16_384; index++) {
            parser.read(piece.readerIndex(0), sink);
        }
        piece.release();

        assertThat(counted).hasValue(1L << 30);
        assertThat(ended).hasValue(1);
        assertThat(head.bytes.length).isLessThan(1024);
    }

    /// Hears nothing.
    private static class Ignoring implements AnswerSink {
        @Override
        public void head(AnswerHead head) {}

        @Override
        public void body(ByteBuf piece, int index, int length) {}

        @Override
        public void end(AnswerHead head) {}

        @Override
        public void failed(ProtocolError error) {
            throw new AssertionError(error.text());
        }
    }
}
