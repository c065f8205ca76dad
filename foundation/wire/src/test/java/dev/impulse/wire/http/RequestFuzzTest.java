package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Damaged requests, some behind one another, read by ours, split and whole, and by Netty's own decoder. A longer run,
/// with another seed:
///
///     mvn -pl foundation/wire -am test -Dtest=RequestFuzzTest -Dsurefire.failIfNoSpecifiedTests=false \
///         -Dimpulse.fuzz.cases=10000000 -Dimpulse.fuzz.seed=42
class RequestFuzzTest {

    private static final int CASES = Integer.getInteger("impulse.fuzz.cases", 30_000);
    private static final long SEED = Long.getLong("impulse.fuzz.seed", 20_261_121);

    /// What ours refuses and Netty lets pass, sometimes.
    private static final Set<Reason> STRICTER = EnumSet.of(
            Reason.REQUEST_LINE,
            Reason.FIELD_LINE,
            Reason.FOLDED_FIRST_LINE,
            Reason.VERSION,
            Reason.HOST,
            Reason.CODING,
            Reason.EXPECTATION,
            Reason.TRANSFER_ENCODING,
            Reason.REQUEST_FRAMING,
            Reason.CONTENT_LENGTH);

    /// What Netty says where ours lets pass.
    private static final List<String> MORE_LENIENT = List.of(
            "InvalidLineSeparatorException",
            "Multiple Content-Length values found",
            "InvalidChunkExtensionException",
            // A byte beyond ASCII in an extension makes Netty fail on an index.
            "bitIndex < 0",
            "Content-Length value is not a number",
            // A folded line whose first part is empty.
            "Validation failed for header");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void tellsTheSameAsNettyWhereBothTakeTheRequestAndTheSameForEverySplit() {
        SplittableRandom seeds = new SplittableRandom(SEED);
        int both = 0;
        for (int number = 0; number < CASES; number++) {
            long seed = seeds.nextLong();
            RandomGenerator random = new SplittableRandom(seed);
            byte[] bytes = Mutation.of(MadeRequests.from(random).bytes(), random);
            try {
                RequestReading ours = RequestReading.of(bytes);
                compareWithSplits(ours, bytes, random);
                both += compareWithNetty(ours, NettyRequestReading.of(bytes));
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(
                        "case " + number + ", seed " + seed + ", bytes:\n"
                                + new String(bytes, StandardCharsets.ISO_8859_1),
                        wrong);
            }
        }
        // Otherwise the comparison shows nothing.
        assertThat(both).isGreaterThan(CASES / 3);
    }

    private static void compareWithSplits(RequestReading ours, byte[] bytes, RandomGenerator random) {
        int[] cuts = random.ints(1 + random.nextInt(20), 0, bytes.length + 1)
                .sorted()
                .toArray();
        RequestReading split = RequestReading.of(bytes, cuts);

        assertThat(split.requests()).isEqualTo(ours.requests());
        // In a long line that never ends, a wrong byte may go unnoticed until the line is whole.
        if (!split.unfinished() && !ours.unfinished()) {
            assertThat(split.error()).isEqualTo(ours.error());
        }
    }

    /// How many requests both took.
    private static int compareWithNetty(RequestReading ours, NettyRequestReading netty) {
        int both = Math.min(ours.requests().size(), netty.requests().size());
        for (int index = 0; index < both; index++) {
            var mine = ours.requests().get(index);
            var theirs = netty.requests().get(index);
            assertThat(mine.method()).isEqualTo(theirs.method());
            assertThat(mine.target()).isEqualTo(theirs.target());
            assertThat(comparable(mine.fields())).isEqualTo(comparable(theirs.fields()));
            assertThat(mine.body()).isEqualTo(theirs.body());
            assertThat(comparable(mine.trailers())).isEqualTo(comparable(theirs.trailers()));
        }
        if (netty.requests().size() > both) {
            assertThat(ours.error()).as("why ours refuses what Netty takes").isIn(STRICTER);
        }
        if (ours.requests().size() > both) {
            String cause = String.valueOf(netty.cause());
            assertThat(MORE_LENIENT)
                    .as("why Netty refuses what ours takes: %s", cause)
                    .anyMatch(cause::contains);
        }
        return both;
    }

    /// Netty leaves framing fields out of trailers, and joins folded lines with one space.
    private static List<String> comparable(List<String> fields) {
        return fields.stream()
                .filter(field -> !Set.of("content-length", "transfer-encoding")
                        .contains(field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT)))
                .map(field ->
                        String.join(" ", Arrays.stream(field.split("[ \t]+")).toList()))
                .toList();
    }
}
