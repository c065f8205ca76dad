package dev.impulse.measure.watch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// How late a thread that only sleeps was woken: the machine's own floor, beside which lateness is read. A deadline
/// that went by while it could not run counts as well, as a trigger that was due then would.
///
/// Kept encoded, a few hundred bytes for a second, and so without end in a long load test.
public final class Floor {
    /// Digits that are kept: 1 in 100.
    static final int DIGITS = 2;

    private final byte[] encoded;
    private final long count;
    private final long p50Nanos;
    private final long p99Nanos;
    private final long maxNanos;

    private Floor(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        this.encoded = Arrays.copyOf(buffer.array(), length);
        this.count = histogram.getTotalCount();
        this.p50Nanos = histogram.getValueAtPercentile(50);
        this.p99Nanos = histogram.getValueAtPercentile(99);
        this.maxNanos = histogram.getMaxValue();
    }

    /// What was recorded, in nanoseconds; empty if nothing was.
    static Optional<Floor> of(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? Optional.empty() : Optional.of(new Floor(histogram));
    }

    /// All of them together; empty if there are none.
    static Optional<Floor> of(List<Floor> floors) {
        var all = new Histogram(DIGITS);
        all.setAutoResize(true);
        floors.forEach(floor -> all.add(floor.histogram()));
        return of(all);
    }

    /// How many deadlines there were.
    public long count() {
        return count;
    }

    /// What half of the deadlines did not exceed.
    public long p50Nanos() {
        return p50Nanos;
    }

    /// What 99 of 100 deadlines did not exceed.
    public long p99Nanos() {
        return p99Nanos;
    }

    public long maxNanos() {
        return maxNanos;
    }

    /// All of it, in nanoseconds. The caller's own.
    public Histogram histogram() {
        return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
    }
}
