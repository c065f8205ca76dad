package dev.impulse.benchmarks;

import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.http.RequestFields;
import dev.impulse.wire.http.TraceParent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One whole request, written to direct memory as for a socket.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
@State(Scope.Thread)
public class CodecEncodeBenchmark {

    private final RequestEncoder encoder = new RequestEncoder("shop.example:8080", "impulse/0.1.0");
    private final RequestFields fields = withFields(new RequestFields());
    private final RequestFields reused = new RequestFields();
    private final TraceParent trace = new TraceParent();
    private final byte[] body = new byte[100];
    private final byte[] constant = encoder.constant("GET", "/carts?open=true", RequestFields.NONE);
    private final ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(4096);
    private long request;

    /// Gives the memory back.
    @TearDown
    public void release() {
        out.release();
    }

    /// A request that was encoded once.
    @Benchmark
    public int constant() {
        out.clear().writeBytes(constant);
        return out.writerIndex();
    }

    /// A request without a body.
    @Benchmark
    public int get() {
        encoder.encode(out.clear(), "GET", "/carts?open=true");
        return out.writerIndex();
    }

    /// The same, with another trace and parent each time.
    @Benchmark
    public int getTraced() {
        request += 0x9E3779B97F4A7C15L;
        trace.set(0x0af7651916cd43ddL, request, ~request, false);
        encoder.encodeHead(out.clear(), "GET", "/carts?open=true", RequestFields.NONE, trace, RequestEncoder.NO_BODY);
        return out.writerIndex();
    }

    /// A request with a body and four fields that are always the same.
    @Benchmark
    public int post() {
        encoder.encode(out.clear(), "POST", "/carts/4711/items", fields, body);
        return out.writerIndex();
    }

    /// The same, its fields put together each time.
    @Benchmark
    public int postWithNewFields() {
        reused.clear();
        encoder.encode(out.clear(), "POST", "/carts/4711/items", withFields(reused), body);
        return out.writerIndex();
    }

    private static RequestFields withFields(RequestFields fields) {
        return fields.add("Content-Type", "application/json")
                .add("Authorization", "Bearer 5f2b1c0e9d8a47c3b6a1f0e2d4c8b7a9")
                .add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .add("X-Request-Id", "7c9e6679-7425-40de-944b-e07fc1f90ae7");
    }
}
