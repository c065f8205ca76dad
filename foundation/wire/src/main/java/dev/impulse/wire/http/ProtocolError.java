package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;

/// Why bytes are no HTTP/1.1 answer, or no request.
///
/// @param found what was there, shortened and printable
public record ProtocolError(Reason reason, String found) {

    private static final int LONGEST_FOUND = 80;
    private static final int LOOKED_AT = 128;

    /// What is wrong, with what would be right.
    public enum Reason {
        /// The first line is not that of an HTTP/1 answer.
        STATUS_LINE("status line", "HTTP/1.1, a space, a status from 100 to 999, a space, a reason"),
        /// The first line is not that of an HTTP/1 request.
        REQUEST_LINE("request line", "a method, a space, a target such as /path?query, a space, HTTP/1.1", 400),
        /// Another protocol, or another version of it.
        VERSION("version", "HTTP/1.1 or HTTP/1.0", 505),
        /// The first line does not end.
        TARGET_TOO_LONG("length of the request line", "less; the limit on heads can be raised", 414),
        /// None in HTTP/1.1, or several.
        HOST("Host", "one such field", 400),
        /// What says where a request ends contradicts itself, or does not say it.
        REQUEST_FRAMING(
                "Transfer-Encoding of a request",
                "chunked, last of the codings, without Content-Length, in HTTP/1.1",
                400),
        /// A coding other than chunked.
        CODING("Transfer-Encoding of a request", "chunked alone; others are not undone here", 501),
        /// Something else than 100-continue is expected.
        EXPECTATION("Expect", "100-continue", 417),
        /// The body is longer than the limit.
        BODY_TOO_LONG("length of the body", "less; the limit can be raised", 413),
        /// A header or trailer field is not `name: value`.
        FIELD_LINE("header field", "a name, a colon right behind it, a value without control characters"),
        /// A line that continues another, where there is none to continue.
        FOLDED_FIRST_LINE("first header field", "no white space before it"),
        /// The head, or the trailers, are longer than the limit.
        HEAD_TOO_LONG("length of the head", "less; the limit can be raised", 431),
        /// No number, too large a number, or several that differ.
        CONTENT_LENGTH("Content-Length", "one whole number from 0 to 2^63 - 1"),
        /// Codings that say nothing about where the body ends.
        TRANSFER_ENCODING("Transfer-Encoding", "chunked"),
        /// A chunk's first line is not a hexadecimal length.
        CHUNK_SIZE("chunk size", "hexadecimal digits up to 7fffffffffffffff, ended by CR LF"),
        /// Extensions without an end.
        CHUNK_LINE_TOO_LONG("length of a chunk's first line", "less"),
        /// A chunk is not followed by CR LF: its length is wrong.
        CHUNK_END("bytes behind a chunk", "CR LF"),
        /// The server switched to another protocol, unasked.
        SWITCHED_PROTOCOL("status", "any but 101, because no upgrade was asked for"),
        /// Bytes came while no answer was awaited.
        UNASKED("bytes without a request", "none");

        private final String what;
        private final String expected;
        private final int status;

        Reason(String what, String expected) {
            this(what, expected, 400);
        }

        Reason(String what, String expected, int status) {
            this.what = what;
            this.expected = expected;
            this.status = status;
        }

        /// The status with which a server answers such a request.
        public int status() {
            return status;
        }
    }

    /// For people, such as `Content-Length: 12x (expected: one whole number from 0 to 2^63 - 1)`.
    public String text() {
        return reason.what + ": " + found + " (expected: " + reason.expected + ")";
    }

    /// An error that shows some of the bytes from `from` on, to the end of the line.
    static ProtocolError at(Reason reason, byte[] bytes, int from, int to) {
        StringBuilder found = new StringBuilder();
        for (int index = from; index < to && bytes[index] != '\n' && found.length() < LONGEST_FOUND; index++) {
            append(found, bytes[index]);
        }
        return new ProtocolError(reason, found.isEmpty() ? "nothing" : found.toString());
    }

    /// An error that shows the first of a piece's bytes.
    static ProtocolError at(Reason reason, ByteBuf piece, int index, int end) {
        byte[] bytes = new byte[Math.min(end - index, LOOKED_AT)];
        piece.getBytes(index, bytes);
        return at(reason, bytes, 0, bytes.length);
    }

    private static void append(StringBuilder found, byte octet) {
        if (octet >= ' ' && octet < 0x7f) {
            found.append((char) octet);
        } else if (octet != '\r') {
            found.append(String.format("\\x%02x", octet & 0xff));
        }
    }
}
