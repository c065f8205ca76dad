package dev.impulse.generator.source;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Where the records of a file begin: a line each, or several where a quoted text spans them. Lines with nothing in
/// them are none. Of each 16th record the place is kept, the others are found from there: half a byte for each record,
/// however large the file is. Immutable once made; any thread.
final class Records {
    private static final int EACH = 16;

    private final MemorySegment bytes;
    private final boolean quotes;
    private long[] places = new long[64];
    private long count;

    /// Is told of each record.
    @FunctionalInterface
    interface Visitor {

        /// @param line of the file in which it begins, from 1
        /// @param closed whether no quoted text was open at its end
        /// @return whether to go on
        boolean visit(long from, long to, long line, boolean closed);
    }

    /// @param quotes whether a line's end inside `"…"` belongs to the text
    Records(MemorySegment bytes, boolean quotes) {
        this.bytes = bytes;
        this.quotes = quotes;
    }

    /// Looks at all records from a place on, and remembers where they are.
    ///
    /// @param line of the file in which that place is
    void index(long from, long line, Visitor visitor) {
        long size = bytes.byteSize();
        long at = from;
        long number = line;
        while (at < size) {
            long begin = at;
            boolean open = false;
            long ended = 0;
            while (at < size) {
                byte letter = bytes.get(ValueLayout.JAVA_BYTE, at++);
                if (letter == '"') {
                    open ^= quotes;
                } else if (letter == '\n') {
                    ended++;
                    if (!open) {
                        break;
                    }
                }
            }
            if (!isBlank(begin, at)) {
                if (count % EACH == 0) {
                    remember(begin);
                }
                count++;
                if (!visitor.visit(begin, at, number, !open)) {
                    return;
                }
            }
            number += ended;
        }
    }

    private void remember(long place) {
        int index = Math.toIntExact(count / EACH);
        if (index == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[index] = place;
    }

    /// How many there are.
    long count() {
        return count;
    }

    /// The end of the record that begins at a place.
    long end(long begin) {
        long size = bytes.byteSize();
        boolean open = false;
        for (long at = begin; at < size; at++) {
            byte letter = bytes.get(ValueLayout.JAVA_BYTE, at);
            if (letter == '"') {
                open ^= quotes;
            } else if (letter == '\n' && !open) {
                return at + 1;
            }
        }
        return size;
    }

    /// Where a record begins.
    ///
    /// @param number from 0, below [#count]
    long begin(long number) {
        long at = places[(int) (number / EACH)];
        for (long left = number % EACH; left > 0; left--) {
            at = next(end(at));
        }
        return at;
    }

    private long next(long from) {
        long at = from;
        for (long end = end(at); isBlank(at, end) && at < end; end = end(at)) {
            at = end;
        }
        return at;
    }

    private boolean isBlank(long from, long to) {
        for (long at = from; at < to; at++) {
            byte letter = bytes.get(ValueLayout.JAVA_BYTE, at);
            if (letter != '\n' && letter != '\r') {
                return false;
            }
        }
        return true;
    }
}
