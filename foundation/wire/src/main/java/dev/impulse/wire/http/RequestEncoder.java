package dev.impulse.wire.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes requests for one host. For one event loop: it reuses its room, and so allocates nothing.
///
/// ```java
/// var encoder = new RequestEncoder("shop:8080", "impulse/0.1.0");
/// encoder.encode(out, "POST", "/carts?open=true", new RequestFields().add("Content-Type", "text/plain"), body);
/// ```
///
/// `Host`, `User-Agent`, `Accept: */*` and `Content-Length` are written by itself; the fields given may hold another
/// `User-Agent`, `Accept` or `traceparent`. `Content-Length: 0` is written for an empty body, and for `POST`, `PUT` and
/// `PATCH` without one (RFC 9110, section 8.6).
public final class RequestEncoder {

    /// No body.
    public static final long NO_BODY = -1;

    private static final byte[] NOTHING = {};
    private static final byte[] ACCEPT = ascii("Accept: */*\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final int LONGEST_NUMBER = 19;

    private final byte[] constant;
    private final byte[] versionAndHost;
    private final byte[] userAgent;
    private byte[] room = new byte[1024];

    /// @param host as it goes into the `Host` field: with the port, unless it is the scheme's own
    /// @param userAgent such as `impulse/0.1.0`
    /// @throws IllegalArgumentException when one of them holds what a header field must not
    public RequestEncoder(String host, String userAgent) {
        checkVisible("host", host, "a host and perhaps a port, in ASCII");
        checkText("User-Agent", userAgent);
        this.versionAndHost = ascii(" HTTP/1.1\r\nHost: " + host + "\r\n");
        this.userAgent = ascii("User-Agent: " + userAgent + "\r\n");
        this.constant = concatenated(concatenated(versionAndHost, this.userAgent), ACCEPT);
    }

    /// Writes a request without a body and further fields.
    public void encode(ByteBuf out, String method, String target) {
        encodeHead(out, method, target, RequestFields.NONE, NO_BODY);
    }

    /// Writes a request with a body.
    ///
    /// @throws IllegalArgumentException when the method is not a token, or the target not a path with perhaps a query,
    ///     in visible ASCII
    public void encode(ByteBuf out, String method, String target, RequestFields fields, byte[] body) {
        encodeHead(out, method, target, fields, body.length);
        out.writeBytes(body);
    }

    /// Writes the head of a request whose body is written, or sent, by the caller.
    ///
    /// @param bodyLength [#NO_BODY] when there is none
    /// @throws IllegalArgumentException when the method is not a token, or the target not a path with perhaps a query,
    ///     in visible ASCII
    public void encodeHead(ByteBuf out, String method, String target, RequestFields fields, long bodyLength) {
        encodeHead(out, method, target, fields, null, bodyLength);
    }

    /// Writes the head of a request with the trace that it belongs to.
    ///
    /// @param trace null for none; not written where the fields hold one already
    /// @param bodyLength [#NO_BODY] when there is none
    /// @throws IllegalArgumentException when the method is not a token, or the target not a path with perhaps a query,
    ///     in visible ASCII
    public void encodeHead(
            ByteBuf out,
            String method,
            String target,
            RequestFields fields,
            @Nullable TraceParent trace,
            long bodyLength) {
        int length = head(method, target, fields, trace, bodyLength);
        out.writeBytes(room, 0, length);
    }

    /// A whole request as bytes, for one that is always the same: encode it once, write it each time.
    ///
    /// @param body empty, with a `bodyLength` of [#NO_BODY], when there is none
    public byte[] constant(String method, String target, RequestFields fields, byte[] body, long bodyLength) {
        int length = head(method, target, fields, null, bodyLength);
        byte[] request = Arrays.copyOf(room, length + body.length);
        System.arraycopy(body, 0, request, length, body.length);
        return request;
    }

    /// A whole request without a body as bytes.
    public byte[] constant(String method, String target, RequestFields fields) {
        return constant(method, target, fields, NOTHING, NO_BODY);
    }

    private int head(String method, String target, RequestFields fields, @Nullable TraceParent trace, long bodyLength) {
        int most = method.length()
                + target.length()
                + constant.length
                + fields.length()
                + CONTENT_LENGTH.length
                + LONGEST_NUMBER
                + TraceParent.LENGTH
                + 8;
        if (most > room.length) {
            room = new byte[Math.max(most, 2 * room.length)];
        }
        byte[] bytes = room;
        int at = method(bytes, method);
        bytes[at++] = ' ';
        at = target(bytes, at, target);
        at = constantFields(bytes, at, fields);
        fields.copyTo(bytes, at);
        at += fields.length();
        if (trace != null && !fields.hasTraceParent()) {
            at = trace.writeTo(bytes, at);
        }
        if (bodyLength >= 0) {
            at = contentLength(bytes, at, bodyLength);
        } else if (mostlyHasBody(method)) {
            at = contentLength(bytes, at, 0);
        }
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        return at;
    }

    private int constantFields(byte[] bytes, int at, RequestFields fields) {
        if (!fields.hasUserAgent() && !fields.hasAccept()) {
            return copy(constant, bytes, at);
        }
        int next = copy(versionAndHost, bytes, at);
        next = fields.hasUserAgent() ? next : copy(userAgent, bytes, next);
        return fields.hasAccept() ? next : copy(ACCEPT, bytes, next);
    }

    private static int method(byte[] bytes, String method) {
        int length = method.length();
        for (int index = 0; index < length; index++) {
            char letter = method.charAt(index);
            if (letter >= 0x80 || !Octets.isToken(letter)) {
                throw new IllegalArgumentException("method: " + Shown.text(method) + ": " + Shown.character(letter)
                        + " at " + index + " (expected: a token such as GET)");
            }
            bytes[index] = (byte) letter;
        }
        if (length == 0) {
            throw new IllegalArgumentException("method: nothing (expected: a token such as GET)");
        }
        if (method.equals("CONNECT")) {
            throw new IllegalArgumentException("method: CONNECT (expected: any other; tunnels are not supported)");
        }
        return length;
    }

    private static int target(byte[] bytes, int from, String target) {
        int length = target.length();
        if (length == 0 || (target.charAt(0) != '/' && !target.equals("*"))) {
            throw new IllegalArgumentException("target: " + (length == 0 ? "nothing" : Shown.text(target))
                    + " (expected: a path that starts with /, perhaps with a query)");
        }
        int at = from;
        for (int index = 0; index < length; index++) {
            char letter = target.charAt(index);
            if (letter <= ' ' || letter >= 0x7f || letter == '#') {
                throw wrongTarget(target, index, letter);
            }
            bytes[at++] = (byte) letter;
        }
        return at;
    }

    private static IllegalArgumentException wrongTarget(String target, int index, char letter) {
        String advice = letter == '#' ? "no fragment: it is never sent" : "visible ASCII; percent-encode the rest";
        return new IllegalArgumentException("target: " + Shown.text(target) + ": " + Shown.character(letter) + " at "
                + index + " (expected: " + advice + ")");
    }

    private static boolean mostlyHasBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static int contentLength(byte[] bytes, int at, long length) {
        int next = number(length, bytes, copy(CONTENT_LENGTH, bytes, at));
        bytes[next++] = '\r';
        bytes[next++] = '\n';
        return next;
    }

    private static int number(long number, byte[] bytes, int at) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int index = at + digits - 1; index >= at; index--) {
            bytes[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    private static int copy(byte[] source, byte[] bytes, int at) {
        System.arraycopy(source, 0, bytes, at, source.length);
        return at + source.length;
    }

    private static void checkVisible(String what, String text, String expected) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter <= ' ' || letter >= 0x7f) {
                throw new IllegalArgumentException(what + ": " + Shown.text(text) + ": " + Shown.character(letter)
                        + " at " + index + " (expected: " + expected + ")");
            }
        }
    }

    private static void checkText(String what, String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter < ' ' || letter >= 0x7f) {
                throw new IllegalArgumentException(what + ": " + Shown.text(text) + ": " + Shown.character(letter)
                        + " at " + index + " (expected: visible ASCII and spaces)");
            }
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
