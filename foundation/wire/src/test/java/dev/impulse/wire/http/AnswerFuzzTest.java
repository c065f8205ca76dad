package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.http.AnswerParser.Closing;
import dev.impulse.wire.http.ProtocolError.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Damaged answers, read by ours, split and whole, and by Netty's own decoder. The differences that are meant are
/// listed in [NettyDifferencesTest]. A longer run, with another seed (ten million take some minutes; the build stops a
/// JVM after eight):
///
///     mvn -pl foundation/wire -am test -Dtest=AnswerFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
///         -Dimpulse.fuzz.cases=10000000 -Dimpulse.fuzz.seed=42
class AnswerFuzzTest {

    private static final int CASES = Integer.getInteger("impulse.fuzz.cases", 30_000);
    private static final long SEED = Long.getLong("impulse.fuzz.seed", 20_261_121);

    /// What ours refuses and Netty lets pass, sometimes.
    private static final Set<Reason> STRICTER =
            EnumSet.of(Reason.STATUS_LINE, Reason.FIELD_LINE, Reason.CONTENT_LENGTH, Reason.TRANSFER_ENCODING);

    /// What Netty says where ours lets pass.
    private static final List<String> MORE_LENIENT = List.of(
            "InvalidLineSeparatorException",
            "TransferEncodingNotAllowedException",
            "ContentLengthNotAllowedException",
            "Multiple Content-Length values found",
            "Content-Length value is not a number",
            "chunked must be the last encoding",
            "InvalidChunkExtensionException",
            // A byte beyond ASCII in an extension makes Netty fail on an index.
            "bitIndex < 0",
            // A folded line whose first part is empty.
            "Validation failed for header");

    private static final Set<String> FRAMING_FIELDS = Set.of("content-length", "transfer-encoding");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void tellsTheSameAsNettyWhereBothTakeTheAnswerAndTheSameForEverySplit() {
        SplittableRandom seeds = new SplittableRandom(SEED);
        int bothWhole = 0;
        for (int number = 0; number < CASES; number++) {
            long seed = seeds.nextLong();
            RandomGenerator random = new SplittableRandom(seed);
            MadeAnswer made = MadeAnswer.from(random);
            byte[] bytes = Mutation.of(made.bytes(), random);
            try {
                Reading ours = Reading.of(bytes, made.requestIsHead());
                compareWithSplits(ours, bytes, made.requestIsHead(), random);
                bothWhole += compareWithNetty(ours, NettyReading.of(bytes, made.requestIsHead())) ? 1 : 0;
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(
                        "case " + number + ", seed " + seed + ", HEAD: " + made.requestIsHead() + ", bytes:\n"
                                + new String(bytes, StandardCharsets.ISO_8859_1),
                        wrong);
            }
        }
        // Otherwise the comparison shows nothing.
        assertThat(bothWhole).isGreaterThan(CASES / 5);
    }

    private static void compareWithSplits(Reading ours, byte[] bytes, boolean head, RandomGenerator random) {
        int[] cuts = random.ints(1 + random.nextInt(20), 0, bytes.length + 1)
                .sorted()
                .toArray();
        Reading split = Reading.of(bytes, head, cuts);

        assertThat(outcome(split)).isEqualTo(outcome(ours));
        if (whole(ours)) {
            // Bytes behind the end cost the connection only where they come in the same piece; else they are unasked
            // for.
            assertThat(withoutKeepAlive(split)).isEqualTo(withoutKeepAlive(ours));
        }
    }

    private static String outcome(Reading reading) {
        if (whole(reading)) {
            return "whole";
        }
        // In a long line that never ends, a wrong byte may go unnoticed until the line is whole.
        return reading.error() == Reason.FIELD_LINE
                        || reading.error() == Reason.STATUS_LINE
                        || reading.closing() == Closing.CUT
                ? "no head, or cut"
                : String.valueOf(reading.error());
    }

    private static Reading.Told withoutKeepAlive(Reading reading) {
        Reading.Told told = reading.answer();
        return new Reading.Told(
                told.status(),
                told.minorVersion(),
                told.reason(),
                told.framing(),
                told.contentLength(),
                told.fields(),
                told.body(),
                told.trailers(),
                told.ended(),
                false);
    }

    private static boolean compareWithNetty(Reading ours, NettyReading netty) {
        if (whole(ours) && netty.whole()) {
            Reading.Told told = ours.answer();
            assertThat(told.status()).isEqualTo(netty.status());
            assertThat(told.minorVersion()).isEqualTo(Math.min(1, netty.minorVersion()));
            assertThat(comparable(told.fields())).isEqualTo(comparable(netty.fields()));
            assertThat(comparable(told.trailers())).isEqualTo(comparable(netty.trailers()));
            if (!otherCodings(told)) {
                assertThat(told.body()).isEqualTo(netty.body());
            }
            return true;
        }
        if (netty.whole()) {
            assertThat(ours.error()).as("why ours refuses what Netty takes").isIn(STRICTER);
        }
        if (whole(ours) && !otherCodings(ours.answer())) {
            String cause = String.valueOf(netty.cause());
            assertThat(MORE_LENIENT)
                    .as("why Netty refuses what ours takes: %s", cause)
                    .anyMatch(cause::contains);
        }
        return false;
    }

    private static boolean whole(Reading reading) {
        return reading.answers().size() == 1 && reading.answer().ended();
    }

    /// Codings without chunked at their end: ours goes by the connection's end, as RFC 9112 says, Netty by
    /// `Content-Length`.
    private static boolean otherCodings(Reading.Told told) {
        return told.framing() == BodyFraming.UNTIL_CLOSE
                && told.fields().stream().anyMatch(field -> name(field).equals("transfer-encoding"));
    }

    /// Netty leaves framing fields out of trailers, and out of answers without a body; it joins folded lines with one
    /// space.
    private static List<String> comparable(List<String> fields) {
        return fields.stream()
                .filter(field -> !FRAMING_FIELDS.contains(name(field)))
                .map(field ->
                        String.join(" ", Arrays.stream(field.split("[ \t]+")).toList()))
                .toList();
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
