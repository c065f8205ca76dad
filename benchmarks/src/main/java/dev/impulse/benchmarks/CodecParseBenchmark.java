package dev.impulse.benchmarks;

import dev.impulse.wire.http.AnswerHead;
import dev.impulse.wire.http.AnswerParser;
import dev.impulse.wire.http.AnswerSink;
import dev.impulse.wire.http.ProtocolError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One whole answer, read from direct memory as a socket's reads are: ours, and Netty's decoder called as its pipeline
/// calls it.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
@State(Scope.Thread)
public class CodecParseBenchmark {

    /// Which answer is read.
    @Param
    public Answers answer = Answers.NGINX;

    private final AnswerParser parser = new AnswerParser();
    private final AnswerHead head = new AnswerHead();
    private final Sink sink = new Sink();
    private final Decoder decoder = new Decoder();
    private final byte[] room = new byte[4096];
    private final List<Object> decoded = new ArrayList<>();
    private final ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(65_536);
    private final ByteBuf first = ByteBufAllocator.DEFAULT.directBuffer(65_536);
    private final ByteBuf second = ByteBufAllocator.DEFAULT.directBuffer(65_536);

    /// Writes the answer.
    @Setup
    public void write() {
        byte[] text = answer.bytes();
        bytes.writeBytes(text);
        first.writeBytes(text, 0, text.length / 3);
        second.writeBytes(text, text.length / 3, text.length - text.length / 3);
    }

    /// Gives the memory back.
    @TearDown
    public void release() {
        bytes.release();
        first.release();
        second.release();
    }

    /// Only copies the answer into an array, as the parser does with a head: the floor for it.
    @Benchmark
    public byte copied() {
        bytes.getBytes(0, room, 0, bytes.writerIndex());
        return room[0];
    }

    /// Only touches each byte where it lies: the floor for a parser that would not copy.
    @Benchmark
    public int touchedInPlace() {
        int lineFeeds = 0;
        for (int index = 0; index < bytes.writerIndex(); index++) {
            lineFeeds += bytes.getByte(index) == '\n' ? 1 : 0;
        }
        return lineFeeds;
    }

    /// Only touches eight bytes at a time where they lie.
    @Benchmark
    public long touchedInPlaceByEight() {
        long all = 0;
        for (int index = 0; index + 8 <= bytes.writerIndex(); index += 8) {
            all |= bytes.getLongLE(index);
        }
        return all;
    }

    /// Reads the answer from one piece.
    @Benchmark
    public long impulse() {
        parser.expect(head, false);
        parser.read(bytes.readerIndex(0), sink);
        return sink.total;
    }

    /// Reads the answer from two pieces, split in the head.
    @Benchmark
    public long impulseInTwoPieces() {
        parser.expect(head, false);
        parser.read(first.readerIndex(0), sink);
        parser.read(second.readerIndex(0), sink);
        return sink.total;
    }

    /// Reads the answer, and looks a field up.
    @Benchmark
    public @Nullable String impulseWithLookup() {
        parser.expect(head, false);
        parser.read(bytes.readerIndex(0), sink);
        return head.first("Content-Type");
    }

    /// Reads the answer by Netty's decoder.
    @Benchmark
    public int netty() {
        bytes.readerIndex(0);
        int before;
        do {
            before = bytes.readerIndex();
            decoder.next(bytes, decoded);
        } while (bytes.isReadable() && (bytes.readerIndex() != before || !decoded.isEmpty()));
        int count = decoded.size();
        for (int index = 0; index < count; index++) {
            ReferenceCountUtil.release(decoded.get(index));
        }
        decoded.clear();
        return count;
    }

    /// Opens Netty's decoder to a caller without a pipeline.
    private static final class Decoder extends HttpResponseDecoder {
        @SuppressWarnings("NullAway") // It looks at the context only for other protocols.
        void next(ByteBuf bytes, List<Object> out) {
            try {
                decode(null, bytes, out);
            } catch (Exception wrong) {
                throw new IllegalStateException("Netty's decoder failed (expected: an answer)", wrong);
            }
        }
    }

    /// Adds up what it is told.
    private static final class Sink implements AnswerSink {
        long total;

        @Override
        public void head(AnswerHead head) {
            total += head.status();
        }

        @Override
        public void body(ByteBuf piece, int index, int length) {
            total += length;
        }

        @Override
        public void end(AnswerHead head) {
            total += head.keepAlive() ? 1 : 0;
        }

        @Override
        public void failed(ProtocolError error) {
            throw new IllegalStateException(error.text());
        }
    }
}
