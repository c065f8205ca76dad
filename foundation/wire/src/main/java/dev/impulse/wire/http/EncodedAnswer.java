package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A whole answer as bytes: encoded once, and written as often as it is given. Immutable; any thread.
///
/// ```java
/// EncodedAnswer.of(200, List.of(Map.entry("Content-Type", "application/json")), body)
/// ```
///
/// `Content-Length`, `Connection` and `Date` are written by itself; the fields given may hold another `Date`. Statuses
/// 204 and 304 have no body, and an answer to `HEAD` is written without it.
public final class EncodedAnswer {

    /// What is said about the connection.
    public enum Persistence {
        /// Nothing: in HTTP/1.1 it stays open.
        KEPT(""),
        /// That it stays open, as HTTP/1.0 needs it.
        KEPT_AND_SAID("Connection: keep-alive\r\n"),
        /// That it ends with this answer.
        CLOSED("Connection: close\r\n");

        @SuppressWarnings("ImmutableEnumChecker") // written when it is made, and never after
        private final byte[] field;

        Persistence(String field) {
            this.field = field.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final byte[] END_OF_HEAD = {'\r', '\n'};

    private final int status;
    private final byte[] head;
    private final boolean isDated;
    private final byte[] body;

    private EncodedAnswer(int status, byte[] head, boolean isDated, byte[] body) {
        this.status = status;
        this.head = head;
        this.isDated = isDated;
        this.body = body;
    }

    /// Encodes one.
    ///
    /// @param fields names and values, in order
    /// @param body is not copied
    /// @throws IllegalArgumentException when the status is none from 200 to 999, a field cannot be sent or is one of
    ///     those that are set by itself, or there is a body where there can be none
    public static EncodedAnswer of(int status, Iterable<Map.Entry<String, String>> fields, byte[] body) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("status: " + status + " (expected: 200 to 999)");
        }
        boolean isBodiless = status == 204 || status == 304;
        if (isBodiless && body.length > 0) {
            throw new IllegalArgumentException(
                    "body of an answer with status " + status + ": " + body.length + " bytes (expected: none)");
        }
        var out = new ByteArrayOutputStream(256);
        write(out, "HTTP/1.1 " + status + " " + Reasons.of(status) + "\r\n");
        boolean isDated = false;
        for (var field : fields) {
            String name = field.getKey();
            FieldText.checkName(name);
            FieldText.checkValue(name, field.getValue());
            if (isOurs(name)) {
                throw new IllegalArgumentException(
                        "header field: " + name
                                + " (expected: any but Content-Length, Transfer-Encoding and Connection, which are set for you)");
            }
            isDated |= name.equalsIgnoreCase("date");
            write(out, name + ": " + field.getValue() + "\r\n");
        }
        if (!isBodiless) {
            write(out, "Content-Length: " + body.length + "\r\n");
        }
        return new EncodedAnswer(status, out.toByteArray(), isDated, body);
    }

    private static boolean isOurs(String name) {
        return switch (name.length()) {
            case 10 -> name.equalsIgnoreCase("connection");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Its status.
    public int status() {
        return status;
    }

    /// Writes all of it.
    ///
    /// @param isForHead whether the request's method was `HEAD`
    public void writeTo(ByteBuf out, Persistence persistence, DateField date, long nowNanos, boolean isForHead) {
        out.ensureWritable(head.length + DateField.LENGTH + persistence.field.length + 2 + body.length);
        out.writeBytes(head);
        if (!isDated) {
            out.writeBytes(date.bytes(nowNanos));
        }
        if (persistence != Persistence.KEPT) {
            out.writeBytes(persistence.field);
        }
        out.writeBytes(END_OF_HEAD);
        if (!isForHead) {
            out.writeBytes(body);
        }
    }
}
