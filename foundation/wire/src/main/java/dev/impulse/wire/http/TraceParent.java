package dev.impulse.wire.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The header field `traceparent` of one request, as of W3C's Trace Context, version 00. Set anew for each request, so
/// that none is allocated. For one thread at a time.
public final class TraceParent {
    private static final byte[] NAME_AND_VERSION = "traceparent: 00-".getBytes(StandardCharsets.US_ASCII);

    /// How many bytes the field has, its line's end included.
    static final int LENGTH = NAME_AND_VERSION.length + 32 + 1 + 16 + 1 + 2 + 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FROM_NINE_TO_A = 'a' - '9' - 1;

    private long traceHigh;
    private long traceLow;
    private long parent;
    private boolean sampled;

    /// Makes one that is yet to be set.
    public TraceParent() {}

    /// Sets all of it.
    ///
    /// @param traceHigh the first half of the trace id; one of the halves is not 0
    /// @param parent the request's own id; not 0
    /// @param sampled whether those that come behind are asked to record
    /// @return this
    public TraceParent set(long traceHigh, long traceLow, long parent, boolean sampled) {
        this.traceHigh = traceHigh;
        this.traceLow = traceLow;
        this.parent = parent;
        this.sampled = sampled;
        return this;
    }

    /// The field's value, such as `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`.
    public String value() {
        var bytes = new byte[LENGTH];
        int end = writeTo(bytes, 0) - 2;
        int start = NAME_AND_VERSION.length - 3;
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }

    /// The trace id, as 32 hexadecimal digits.
    public static String traceId(long traceHigh, long traceLow) {
        var bytes = new byte[32];
        digits(traceHigh, bytes, 0);
        digits(traceLow, bytes, 16);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /// Writes the whole line.
    ///
    /// @return where it ends
    int writeTo(byte[] bytes, int at) {
        System.arraycopy(NAME_AND_VERSION, 0, bytes, at, NAME_AND_VERSION.length);
        int next = at + NAME_AND_VERSION.length;
        digits(traceHigh, bytes, next);
        digits(traceLow, bytes, next + 16);
        bytes[next + 32] = '-';
        digits(parent, bytes, next + 33);
        bytes[next + 49] = '-';
        bytes[next + 50] = '0';
        bytes[next + 51] = (byte) (sampled ? '1' : '0');
        bytes[next + 52] = '\r';
        bytes[next + 53] = '\n';
        return next + 54;
    }

    private static void digits(long value, byte[] bytes, int at) {
        LONGS.set(bytes, at, eightDigits(value >>> 32));
        LONGS.set(bytes, at + 8, eightDigits(value & 0xffff_ffffL));
    }

    /// The digits of 32 bits, all at once: four bits go into each byte, to which `0` is added, and where they are above
    /// 9 what lies between `9` and `a`.
    private static long eightDigits(long value) {
        long spread = (value | value << 16) & 0x0000_ffff_0000_ffffL;
        spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ffL;
        spread = (spread | spread << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        long letters = (spread + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return spread + 0x3030_3030_3030_3030L + letters * FROM_NINE_TO_A;
    }
}
