package dev.impulse.generator.sample;

import dev.impulse.load.ErrorKind;
import dev.impulse.wire.http.AnswerHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What was seen of a failure, or of a request that is looked at for its own sake, as it came: secrets are still in it.
/// Never changed once handed over.
///
/// @param request its name; empty for the trigger's own failure
/// @param kind null for what did not fail; its reason is empty then
/// @param atNanos when it ended, on the clock of [System#nanoTime]
/// @param traceId null when it belongs to no trace that anyone was told of
/// @param asked null for what was no HTTP request of our client
/// @param answered null when no head of an answer came
/// @param waitedNanos for a connection; below 0 when that does not exist
/// @param connectNanos likewise
/// @param tlsNanos likewise
/// @param serviceNanos likewise
/// @param responseNanos likewise
/// @param thrown what the scenario threw; null when it did not
public record Seen(
        String testCase,
        String request,
        @Nullable ErrorKind kind,
        String reason,
        String phase,
        long atNanos,
        long trigger,
        @Nullable String traceId,
        @Nullable Asked asked,
        @Nullable Answered answered,
        long waitedNanos,
        long connectNanos,
        long tlsNanos,
        long serviceNanos,
        long responseNanos,
        @Nullable Throwable thrown) {

    /// How many bytes of a body are to be handed over, of those that there are.
    public static final int BODY = Samples.BODY + Scrubbing.MARGIN;

    /// A request.
    ///
    /// @param url whole
    /// @param head as it was sent, from the request line on, each byte a character; empty when it could not be
    public record Asked(String method, String url, String head, Content body) {}

    /// An answer.
    public record Answered(AnswerHead head, Content body) {}

    /// A body, or its head.
    ///
    /// @param head as many bytes of it as were asked for, each a character
    /// @param length of the whole
    public record Content(String head, long length) {

        /// One whose first bytes these are.
        public static Content of(byte[] bytes, int most, long length) {
            return new Content(new String(bytes, 0, Math.min(bytes.length, most), StandardCharsets.ISO_8859_1), length);
        }
    }
}
