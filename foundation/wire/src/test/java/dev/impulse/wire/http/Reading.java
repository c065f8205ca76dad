package dev.impulse.wire.http;

import dev.impulse.wire.http.AnswerParser.Closing;
import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a parser told about one connection, with the pieces of a body put together, so that two readings can be
/// compared.
record Reading(List<Told> answers, @Nullable Reason error, Closing closing) {

    /// An answer, as far as it was told.
    record Told(
            int status,
            int minorVersion,
            String reason,
            BodyFraming framing,
            long contentLength,
            List<String> fields,
            String body,
            List<String> trailers,
            boolean ended,
            boolean keepAlive) {}

    /// The only answer.
    Told answer() {
        if (answers.size() != 1) {
            throw new AssertionError("answers: " + answers + ", error: " + error + " (expected: one)");
        }
        return answers.getFirst();
    }

    /// Reads bytes in one piece, then closes.
    static Reading of(String bytes) {
        return of(latin(bytes), false);
    }

    /// Reads bytes in pieces that end before each of the given places, then closes.
    static Reading of(byte[] bytes, boolean requestIsHead, int... cuts) {
        return of(new AnswerParser(), bytes, requestIsHead, cuts);
    }

    static Reading of(AnswerParser parser, byte[] bytes, boolean requestIsHead, int... cuts) {
        Recorder recorder = new Recorder();
        AnswerHead head = new AnswerHead();
        parser.expect(head, requestIsHead);
        int from = 0;
        for (int cut : cuts) {
            piece(parser, recorder, bytes, from, cut);
            from = cut;
        }
        piece(parser, recorder, bytes, from, bytes.length);
        Closing closing = parser.closed(recorder);
        recorder.flush();
        return new Reading(recorder.answers, recorder.error, closing);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void piece(AnswerParser parser, Recorder recorder, byte[] bytes, int from, int to) {
        // Bytes before and behind the piece, and a buffer that is overwritten afterwards, show whoever reads where it
        // must not.
        ByteBuf piece = Unpooled.directBuffer(to - from + 6);
        try {
            piece.writeBytes(new byte[] {'\n', '\n', '\n'}).writeBytes(bytes, from, to - from);
            piece.readerIndex(3);
            parser.read(piece, recorder);
            if (piece.isReadable()) {
                throw new AssertionError("bytes left unread: " + piece.readableBytes() + " (expected: none)");
            }
            piece.setZero(0, piece.capacity());
        } finally {
            piece.release();
        }
    }

    /// Writes down what it is told.
    private static final class Recorder implements AnswerSink {
        final List<Told> answers = new ArrayList<>();

        @Nullable
        Reason error;

        private @Nullable AnswerHead current;
        private StringBuilder body = new StringBuilder();

        @Override
        public void head(AnswerHead head) {
            check(current == null, "a head before the end");
            current = head;
            body = new StringBuilder();
        }

        @Override
        public void body(ByteBuf piece, int index, int length) {
            check(current != null && length > 0, "a body without a head, or an empty one");
            body.append(piece.toString(index, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void end(AnswerHead head) {
            check(current == head, "an end without a head");
            write(true);
        }

        @Override
        public void failed(ProtocolError failure) {
            check(error == null, "a second failure");
            check(!failure.text().isEmpty(), "a failure without a text");
            error = failure.reason();
        }

        void flush() {
            if (current != null) {
                write(false);
            }
        }

        private void write(boolean ended) {
            AnswerHead head = java.util.Objects.requireNonNull(current);
            current = null;
            List<String> fields = new ArrayList<>();
            head.forEach((name, value) -> fields.add(name + ": " + value));
            List<String> trailers = new ArrayList<>();
            if (ended) {
                head.forEachTrailer((name, value) -> trailers.add(name + ": " + value));
            }
            answers.add(new Told(
                    head.status(),
                    head.minorVersion(),
                    head.reason(),
                    head.framing(),
                    head.contentLength(),
                    fields,
                    body.toString(),
                    trailers,
                    ended,
                    ended && head.keepAlive()));
        }

        private void check(boolean right, String what) {
            if (!right || error != null) {
                throw new AssertionError("told: " + what + ", error: " + error);
            }
        }
    }
}
