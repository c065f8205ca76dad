package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.http.AnswerParser.Closing;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However the bytes are split, the same is told.
class AnswerSplitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\nA: one\r\n two\r\n\tthree\r\n \r\nContent-Length:\r\n 2\r\n\r\nok",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\nA: b\n\nall",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1 ; a=\"b\"\r\n!\r\n0\r\nA: b\r\n c\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
                "HTTP/1.1 200 OK\r\nName : value\r\n\r\n",
                "HTTP/1.1 200 OK\r\nName: val\0ue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nName: val\rue\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\ncut",
                "Hypertext"
            })
    void tellsTheSameForEverySplitInTwoAndInThree(String text) {
        byte[] bytes = Reading.latin(text);
        Reading whole = Reading.of(bytes, false);

        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(Reading.of(bytes, false, first, second)).isEqualTo(whole);
            }
        }
        assertThat(Reading.of(bytes, false, IntStream.range(0, bytes.length).toArray()))
                .isEqualTo(whole);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void tellsWhatWasMadeHoweverItIsSplit(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        MadeAnswer made = MadeAnswer.from(random);
        byte[] bytes = made.bytes();
        int[] everywhere = IntStream.range(0, bytes.length).toArray();

        assertThat(Reading.of(bytes, made.requestIsHead())).isEqualTo(expected(made));
        assertThat(Reading.of(bytes, made.requestIsHead(), everywhere)).isEqualTo(expected(made));
        for (int round = 0; round < 5; round++) {
            int[] cuts = random.ints(1 + random.nextInt(12), 0, bytes.length + 1)
                    .sorted()
                    .toArray();
            assertThat(Reading.of(bytes, made.requestIsHead(), cuts)).isEqualTo(expected(made));
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void tellsWhatWasMadeForEverySingleSplit(@ForAll Random random) {
        MadeAnswer made = MadeAnswer.from(random);

        for (int cut = 0; cut <= made.bytes().length; cut++) {
            assertThat(Reading.of(made.bytes(), made.requestIsHead(), cut)).isEqualTo(expected(made));
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void neverTakesABeginningForTheWhole(@ForAll Random random) {
        MadeAnswer made = MadeAnswer.from(random);
        byte[] beginning = java.util.Arrays.copyOf(made.bytes(), random.nextInt(made.bytes().length));
        Reading reading = Reading.of(beginning, made.requestIsHead());

        assertThat(reading.error()).isNull();
        if (reading.closing() != Closing.ENDED) {
            assertThat(reading.closing()).isEqualTo(beginning.length == 0 ? Closing.UNANSWERED : Closing.CUT);
            assertThat(reading.answers()).noneMatch(Reading.Told::ended);
        } else {
            assertThat(made.closes()).isTrue();
            assertThat(made.told().body()).startsWith(reading.answer().body());
        }
    }

    private static Reading expected(MadeAnswer made) {
        return new Reading(java.util.List.of(made.told()), null, made.closes() ? Closing.ENDED : Closing.IDLE);
    }
}
