package dev.impulse.wire.http;

import dev.impulse.wire.http.ProtocolError.Reason;
import io.netty.buffer.ByteBuf;

/// Reads what lies between the data of chunks: a chunk's first line, and the CR LF behind its data (RFC 9112, section
/// 7.1). For the event loop of the connection.
///
/// Lines here must end with CR LF. Extensions are skipped, whatever they say; blanks may stand only before their
/// semicolon.
final class ChunkReader {

    /// More bytes are needed.
    static final int MORE = -1;
    /// No length, or too large a one.
    static final int WRONG_SIZE = -2;
    /// The extensions do not end.
    static final int TOO_LONG = -3;
    /// The data is not followed by CR LF.
    static final int WRONG_END = -4;

    private static final int LONGEST_LINE = 4096;

    /// What is wrong, by what reading a line gave.
    static Reason reason(int outcome) {
        return switch (outcome) {
            case WRONG_SIZE -> Reason.CHUNK_SIZE;
            case TOO_LONG -> Reason.CHUNK_LINE_TOO_LONG;
            case WRONG_END -> Reason.CHUNK_END;
            default -> throw new IllegalArgumentException("outcome: " + outcome + " (expected: one that is wrong)");
        };
    }

    private enum Place {
        DATA_CARRIAGE_RETURN,
        DATA_LINE_FEED,
        FIRST_DIGIT,
        DIGITS,
        BLANKS,
        EXTENSION,
        LINE_FEED
    }

    private Place place = Place.FIRST_DIGIT;
    private long size;
    private int lineLength;

    /// The length of the chunk whose first line was read.
    long size() {
        return size;
    }

    /// Begins with the first chunk's first line.
    void beginBody() {
        beginLine();
    }

    /// Begins with the end of a chunk's data; the next chunk's first line follows.
    void endData() {
        place = Place.DATA_CARRIAGE_RETURN;
    }

    private void beginLine() {
        place = Place.FIRST_DIGIT;
        size = 0;
        lineLength = 0;
    }

    /// Reads up to the end of the first line.
    ///
    /// @return the index of the first byte behind the line, or what is wrong, or [#MORE] when all bytes are used up
    int read(ByteBuf piece, int from, int to) {
        for (int index = from; index < to; index++) {
            int octet = piece.getByte(index);
            switch (place) {
                case DATA_CARRIAGE_RETURN -> {
                    if (octet != '\r') {
                        return WRONG_END;
                    }
                    place = Place.DATA_LINE_FEED;
                }
                case DATA_LINE_FEED -> {
                    if (octet != '\n') {
                        return WRONG_END;
                    }
                    beginLine();
                }
                case LINE_FEED -> {
                    return octet == '\n' ? index + 1 : WRONG_SIZE;
                }
                case FIRST_DIGIT, DIGITS, BLANKS, EXTENSION -> {
                    if (++lineLength > LONGEST_LINE) {
                        return TOO_LONG;
                    }
                    if (!line(octet)) {
                        return WRONG_SIZE;
                    }
                }
            }
        }
        return MORE;
    }

    private boolean line(int octet) {
        if (octet == '\r' && (place == Place.DIGITS || place == Place.EXTENSION)) {
            place = Place.LINE_FEED;
            return true;
        }
        if (place == Place.EXTENSION) {
            return octet >= ' ' && octet != 0x7f || octet < 0 || octet == '\t';
        }
        int digit = place == Place.BLANKS ? -1 : digit(octet);
        if (digit >= 0) {
            place = Place.DIGITS;
            if (size > Long.MAX_VALUE >> 4) {
                return false;
            }
            size = size << 4 | digit;
            return true;
        }
        if (place == Place.FIRST_DIGIT) {
            return false;
        }
        place = octet == ';' ? Place.EXTENSION : Place.BLANKS;
        return octet == ';' || Octets.isBlank(octet);
    }

    private static int digit(int octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int small = octet | 0x20;
        return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
    }
}
