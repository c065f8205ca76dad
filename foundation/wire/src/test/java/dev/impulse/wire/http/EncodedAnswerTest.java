package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.wire.http.EncodedAnswer.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedAnswerTest {
    private static final byte[] NOTHING = {};
    private static final Clock CLOCK = Clock.fixed(Instant.parse("1994-11-06T08:49:37Z"), ZoneOffset.UTC);

    private final DateField date = new DateField(CLOCK);

    @Test
    void isWrittenWithLengthDateAndWhatIsSaidOfTheConnection() {
        var answer = EncodedAnswer.of(200, List.of(Map.entry("Content-Type", "text/plain")), Reading.latin("hello"));

        assertThat(written(answer, Persistence.KEPT, false))
                .isEqualTo("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
                        + "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nhello");
        assertThat(written(answer, Persistence.KEPT_AND_SAID, false)).contains("\r\nConnection: keep-alive\r\n\r\n");
        assertThat(written(answer, Persistence.CLOSED, false)).contains("\r\nConnection: close\r\n\r\n");
    }

    @Test
    void anAnswerToHeadHasItsLengthAndNoBody() {
        var answer = EncodedAnswer.of(200, List.of(), Reading.latin("hello"));

        assertThat(written(answer, Persistence.KEPT, true))
                .contains("Content-Length: 5\r\n")
                .endsWith("GMT\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void whatHasNoBodyHasNoLength(int status) {
        assertThat(written(EncodedAnswer.of(status, List.of(), NOTHING), Persistence.KEPT, false))
                .doesNotContain("Content-Length");
        assertThatThrownBy(() -> EncodedAnswer.of(status, List.of(), Reading.latin("x")))
                .hasMessage("body of an answer with status " + status + ": 1 bytes (expected: none)");
    }

    @Test
    void aDateThatIsGivenIsTheOnlyOne() {
        var answer = EncodedAnswer.of(200, List.of(Map.entry("date", "tomorrow")), NOTHING);

        assertThat(written(answer, Persistence.KEPT, false))
                .contains("date: tomorrow")
                .doesNotContain("Date:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "CONNECTION", "a b", "", "a\r\nb"})
    void fieldsThatAreNotTheCallersAreRefused(String name) {
        assertThatThrownBy(() -> EncodedAnswer.of(200, List.of(Map.entry(name, "x")), NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueCannotEndItsLine() {
        assertThatThrownBy(() -> EncodedAnswer.of(200, List.of(Map.entry("A", "b\r\nC: d")), NOTHING))
                .hasMessageContaining("CR at 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 1000})
    void aStatusThatNobodyAwaitsIsRefused(int status) {
        assertThatThrownBy(() -> EncodedAnswer.of(status, List.of(), NOTHING)).hasMessageContaining("200 to 999");
    }

    @Property(tries = 300)
    void isReadBackByOurOwnClientsParser(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        int status = 200 + random.nextInt(400);
        var body = Reading.latin(status == 204 || status == 304 ? "" : "x".repeat(random.nextInt(5000)));
        var answer = EncodedAnswer.of(status, List.of(Map.entry("X-Number", String.valueOf(seed))), body);
        var persistence = Persistence.values()[random.nextInt(3)];

        var told = Reading.of(Reading.latin(written(answer, persistence, false)), false)
                .answer();

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.body()).isEqualTo(new String(body, StandardCharsets.ISO_8859_1));
        assertThat(told.fields()).contains("X-Number: " + seed, "Date: Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(told.keepAlive()).isEqualTo(persistence != Persistence.CLOSED);
    }

    @Test
    void theDateGoesOnEachSecond() {
        var ticking = new DateField(CLOCK);
        byte[] first = ticking.bytes(0);

        assertThat(ticking.bytes(999_999_999)).isSameAs(first);
        assertThat(ticking.bytes(1_000_000_000)).isNotSameAs(first);
    }

    private String written(EncodedAnswer answer, Persistence persistence, boolean isForHead) {
        ByteBuf out = Unpooled.buffer();
        answer.writeTo(out, persistence, date, 0, isForHead);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
