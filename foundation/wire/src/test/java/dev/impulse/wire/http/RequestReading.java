package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a parser told about the requests of one connection, with the pieces of a body put together, so that two
/// readings can be compared.
record RequestReading(List<Told> requests, @Nullable Reason error, boolean unfinished) {

    /// One request that ended.
    record Told(
            String method,
            String target,
            int minorVersion,
            List<String> fields,
            String body,
            List<String> trailers,
            boolean expectsContinue,
            boolean keepAlive) {}

    /// Reads bytes in one piece.
    static RequestReading of(String bytes) {
        return of(Reading.latin(bytes));
    }

    /// Reads bytes in pieces that end before each of the given places.
    static RequestReading of(byte[] bytes, int... cuts) {
        return of(new RequestParser(64 * 1024, 1 << 20), bytes, cuts);
    }

    static RequestReading of(RequestParser parser, byte[] bytes, int... cuts) {
        Recorder recorder = new Recorder(parser);
        parser.expect(new RequestHead());
        int from = 0;
        for (int cut : cuts) {
            piece(parser, recorder, bytes, from, cut);
            from = cut;
        }
        piece(parser, recorder, bytes, from, bytes.length);
        return new RequestReading(recorder.requests, recorder.error, parser.inRequest());
    }

    Told request() {
        if (requests.size() != 1 || error != null || unfinished) {
            throw new AssertionError(this + " (expected: one whole request)");
        }
        return requests.getFirst();
    }

    private static void piece(RequestParser parser, Recorder recorder, byte[] bytes, int from, int to) {
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

    /// Writes down what it is told, and expects the next each time.
    private static final class Recorder implements RequestSink {
        final List<Told> requests = new ArrayList<>();
        private final RequestParser parser;

        @Nullable
        Reason error;

        private @Nullable RequestHead current;
        private StringBuilder body = new StringBuilder();

        Recorder(RequestParser parser) {
            this.parser = parser;
        }

        @Override
        public void head(RequestHead head) {
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
        public void end(RequestHead head) {
            check(current == head, "an end without a head");
            Objects.requireNonNull(current);
            current = null;
            List<String> fields = new ArrayList<>();
            head.forEach((name, value) -> fields.add(name + ": " + value));
            List<String> trailers = new ArrayList<>();
            head.forEachTrailer((name, value) -> trailers.add(name + ": " + value));
            requests.add(new Told(
                    head.method(),
                    head.target(),
                    head.minorVersion(),
                    fields,
                    body.toString(),
                    trailers,
                    head.expectsContinue(),
                    head.keepAlive()));
            parser.expect(head);
        }

        @Override
        public void failed(ProtocolError failure) {
            check(error == null, "a second failure");
            check(!failure.text().isEmpty(), "a failure without a text");
            error = failure.reason();
        }

        private void check(boolean right, String what) {
            if (!right || error != null) {
                throw new AssertionError("told: " + what + ", error: " + error);
            }
        }
    }
}
