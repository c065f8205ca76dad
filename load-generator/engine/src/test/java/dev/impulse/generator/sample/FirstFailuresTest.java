package dev.impulse.generator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Scrub;
import dev.impulse.load.ErrorKind;
import dev.impulse.wire.http.AnswerHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirstFailuresTest {
    private final FirstFailures failures = new FirstFailures(Scrub.USUAL);

    private static Seen seen(String request, long atNanos, String head, byte[] body) {
        return new Seen(
                "case",
                request,
                ErrorKind.STATUS,
                "reason",
                "steady",
                atNanos,
                1,
                null,
                new Seen.Asked("POST", "http://shop/", head, Seen.Content.of(body, Seen.BODY, body.length)),
                new Seen.Answered(new AnswerHead(), Seen.Content.of(body, Seen.BODY, body.length)),
                1,
                -1,
                -1,
                2,
                3,
                null);
    }

    private void fail(String request, int times, String head, byte[] body) {
        for (int time = 0; time < times; time++) {
            if (failures.takes("case", request, ErrorKind.STATUS)) {
                failures.keep(seen(request, 1_000 + time, head, body));
            }
        }
    }

    @Test
    void threeOfEachGroupAreTaken() {
        fail("a", 10, "", new byte[0]);
        fail("b", 2, "", new byte[0]);

        assertThat(failures.all(1_000))
                .extracting(Failure::request, Failure::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", Duration.ZERO),
                        org.assertj.core.groups.Tuple.tuple("a", Duration.ofNanos(1)),
                        org.assertj.core.groups.Tuple.tuple("a", Duration.ofNanos(2)),
                        org.assertj.core.groups.Tuple.tuple("b", Duration.ZERO),
                        org.assertj.core.groups.Tuple.tuple("b", Duration.ofNanos(1)));
        assertThat(failures.notes()).isEmpty();
    }

    @Test
    void beyondAMegabyteSamplesLoseTheirBodiesAndThenAreLeftOut() {
        var body = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        var head = "POST / HTTP/1.1\r\nX-Long: " + "y".repeat(20_000) + "\r\n\r\n";
        for (int request = 0; request < 100; request++) {
            fail("r" + request, 3, head, body);
        }

        var all = failures.all(0);
        long size =
                all.stream().mapToLong(failure -> failure.toString().length()).sum();
        long withBodies = all.stream()
                .filter(failure -> Objects.requireNonNull(
                                        Objects.requireNonNull(failure.sent()).body())
                                .form()
                        == Form.TEXT)
                .count();
        assertThat(size).isLessThan(1_300_000);
        assertThat(withBodies).isBetween(30L, 60L);
        assertThat(all).hasSizeBetween(65, 100);
        assertThat(failures.notes())
                .containsExactly("samples of failures are kept up to 1 MB: " + (300 - all.size())
                        + " were left out, and " + (all.size() - withBodies)
                        + " lost their bodies; the counts of errors are whole");
    }
}
