package dev.impulse.generator.send;

import dev.impulse.generator.Trace;
import dev.impulse.wire.http.TraceParent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Which trace each trigger of a worker's run is. Nothing random is drawn for a trigger: the first half of its id is
/// the run's, drawn once, and the second half a number of the trigger's own, mixed with a key that was drawn once as
/// well. Mixing gives each number another value, so no id comes twice in a run, and to who does not know the key the
/// values look as if drawn at random from all there are, as Trace Context wants the right-most 56 bits to be. Not from
/// the seed: two runs never share an id. Immutable; any thread.
///
/// @param sent whether requests carry them
/// @param high the first half of all; not 0
/// @param unsampled of the 2^56 values that the right-most 56 bits can have, how many ask for no recording
record TraceIds(boolean sent, long high, long key, long unsampled) {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final int RANDOM_BITS = 56;
    private static final long RANDOM = (1L << RANDOM_BITS) - 1;

    /// Test cases are fewer than 2^16, their triggers than 2^48.
    private static final int CASE_SHIFT = 48;

    /// Those of a new run.
    static TraceIds drawn(Trace trace) {
        var random = random();
        long high = random.getLong();
        return of(trace, high == 0 ? 1 : high, random.getLong());
    }

    static TraceIds of(Trace trace, long high, long key) {
        return new TraceIds(trace.sent(), high, key, Math.round((1 - trace.sampled()) * (RANDOM + 1)));
    }

    /// The second half of a trigger's id.
    ///
    /// @param testCase its place in the load test
    /// @param number the trigger's; below 0 in set-up and tear-down
    long low(int testCase, long number) {
        return mixed(key + (((long) testCase << CASE_SHIFT) + number) * STEP);
    }

    /// Whether the services behind are asked to record the trace. Found as OpenTelemetry's samplers find it, from the
    /// right-most 56 bits, so that one with the same share decides the same.
    boolean isSampled(long low) {
        return (low & RANDOM) >= unsampled;
    }

    /// The trace id of a trigger, as hexadecimal digits.
    String text(int testCase, long number) {
        return TraceParent.traceId(high, low(testCase, number));
    }

    /// What SplittableRandom does to a counter (Stafford's variant 13): each value comes from exactly one other.
    static long mixed(long value) {
        long once = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }

    /// Sixteen bytes of the system's own randomness: the JDK's way to them takes 30 ms of a start.
    private static ByteBuffer random() {
        var bytes = new byte[2 * Long.BYTES];
        try (var system = Files.newInputStream(Path.of("/dev/urandom"))) {
            if (system.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IOException e) {
            // Other systems have no such file.
        }
        new SecureRandom().nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
