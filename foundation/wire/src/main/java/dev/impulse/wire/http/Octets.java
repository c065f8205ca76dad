package dev.impulse.wire.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes, looked at eight at a time: the inner loops of the codec. Any thread.
final class Octets {

    /// How many bytes must lie behind the last one that [#control] starts at.
    static final int PADDING = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = 0x2020202020202020L;
    private static final long DELETES = 0x7f7f7f7f7f7f7f7fL;

    private static final long HYPHENS = 0x2d2d2d2d2d2d2d2dL;
    private static final long FROM_A = (0x80 - 'a') * ONES;
    private static final long BEYOND_Z = (0x80 - 'z' - 1) * ONES;

    private static final byte[] TOKEN = tokens();

    private Octets() {}

    private static byte[] tokens() {
        byte[] tokens = new byte[256];
        for (char octet = '!'; octet < 0x7f; octet++) {
            tokens[octet] = (byte) ("\"(),/:;<=>?@[\\]{}".indexOf(octet) < 0 ? 1 : 0);
        }
        return tokens;
    }

    /// Whether the byte may be part of a token (RFC 9110, section 5.6.2).
    static boolean isToken(int octet) {
        return TOKEN[octet & 0xff] != 0;
    }

    /// The first byte from `index` on that is not part of a token. There must be one, with [#PADDING] bytes behind it.
    static int tokenEnd(byte[] bytes, int index) {
        int end = index;
        while (true) {
            // Letters and hyphens, of which most names are made, by eight: the sums overflow into the high bit where a
            // byte is at
            // least the first letter, or beyond the last, or no hyphen; the high bits are cleared before, so none
            // reaches the next.
            long octets = (long) LONGS.get(bytes, end);
            long small = (octets | SPACES) & ~HIGH_BITS;
            long letters = small + FROM_A & ~(small + BEYOND_Z);
            long hyphens = ~(((octets ^ HYPHENS) & ~HIGH_BITS) + ~HIGH_BITS);
            long others = ~(letters | hyphens) & HIGH_BITS | octets & HIGH_BITS;
            if (others == 0) {
                end += 8;
                continue;
            }
            end += Long.numberOfTrailingZeros(others) >>> 3;
            if (TOKEN[bytes[end] & 0xff] == 0) {
                return end;
            }
            end++;
        }
    }

    /// The first control character from `index` on, DEL and tabs included. There must be one, with [#PADDING] bytes
    /// behind it.
    static int control(byte[] bytes, int index) {
        int at = index;
        while (true) {
            long octets = (long) LONGS.get(bytes, at);
            // A byte borrows from the next only when it is itself found, so the lowest one found is right.
            long deleted = octets ^ DELETES;
            long found = ((octets - SPACES) & ~octets | (deleted - ONES) & ~deleted) & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += 8;
        }
    }

    /// Eight bytes, the first one lowest.
    static long eight(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /// Eight bytes that are known to be of a token, with its letters made small. Only `^` and `~`, `_` and DEL become
    /// one.
    static long eightSmall(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index) | SPACES;
    }

    /// What [#eight] gives for these eight characters.
    static long constant(String eight) {
        long octets = 0;
        for (int index = 7; index >= 0; index--) {
            octets = octets << 8 | eight.charAt(index);
        }
        return octets;
    }

    /// The same letter, small, for a byte of a token.
    static int small(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }

    /// Whether the bytes are the given small ASCII text, in any case of letters.
    static boolean equalsIgnoringCase(byte[] bytes, int from, int to, String smallText) {
        if (to - from != smallText.length()) {
            return false;
        }
        for (int index = 0; index < smallText.length(); index++) {
            if (small(bytes[from + index]) != smallText.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /// The first byte from `from` on that is neither a space nor a tab.
    static int skipBlanks(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to && isBlank(bytes[index])) {
            index++;
        }
        return index;
    }

    /// The end of the bytes when the blanks at their end are left out.
    static int trimBlanks(byte[] bytes, int from, int to) {
        int index = to;
        while (index > from && isBlank(bytes[index - 1])) {
            index--;
        }
        return index;
    }

    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
