package dev.impulse.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Header fields of a request, checked and encoded as they are added. May be cleared and used again. For one thread at
/// a time.
public final class RequestFields {

    private static final byte[] NOTHING = {};

    /// No fields; none can be added.
    public static final RequestFields NONE = new RequestFields();

    private byte[] bytes = NOTHING;
    private int length;
    private boolean userAgent;
    private boolean accept;
    private boolean contentType;
    private boolean traceParent;

    /// Makes empty ones.
    public RequestFields() {}

    /// Adds a field. What is not ASCII in the value is sent as UTF-8.
    ///
    /// @return this
    /// @throws IllegalArgumentException when the name is not a token or set by the client, or the value holds CR, LF,
    ///     NUL or another control character but tabs
    public RequestFields add(String name, String value) {
        if (this == NONE) {
            throw new IllegalStateException(
                    "RequestFields.NONE: a field is added (expected: fields of your own: new RequestFields())");
        }
        FieldText.checkName(name);
        if (isOurs(name)) {
            throw new IllegalArgumentException("header field: " + name
                    + " (expected: any but Host, Content-Length and Transfer-Encoding, which are set for you)");
        }
        boolean ascii = FieldText.checkValue(name, value);
        // Only what is beyond ASCII costs an array.
        byte[] text = ascii ? NOTHING : value.getBytes(StandardCharsets.UTF_8);
        int end = length + name.length() + (ascii ? value.length() : text.length) + 4;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, Math.max(128, 2 * bytes.length)));
        }
        int at = write(name, length);
        bytes[at++] = ':';
        bytes[at++] = ' ';
        if (ascii) {
            write(value, at);
        } else {
            System.arraycopy(text, 0, bytes, at, text.length);
        }
        bytes[end - 2] = '\r';
        bytes[end - 1] = '\n';
        length = end;
        note(name);
        return this;
    }

    private int write(String ascii, int from) {
        byte[] into = bytes;
        int count = ascii.length();
        for (int index = 0; index < count; index++) {
            into[from + index] = (byte) ascii.charAt(index);
        }
        return from + count;
    }

    /// Whether there is a `Content-Type`.
    public boolean hasContentType() {
        return contentType;
    }

    /// Removes all fields.
    public void clear() {
        length = 0;
        userAgent = false;
        accept = false;
        contentType = false;
        traceParent = false;
    }

    /// How many bytes they have.
    int length() {
        return length;
    }

    /// Copies them.
    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    boolean hasUserAgent() {
        return userAgent;
    }

    boolean hasAccept() {
        return accept;
    }

    boolean hasTraceParent() {
        return traceParent;
    }

    private void note(String name) {
        switch (name.length()) {
            case 6 -> accept |= name.equalsIgnoreCase("accept");
            case 10 -> userAgent |= name.equalsIgnoreCase("user-agent");
            case 11 -> traceParent |= name.equalsIgnoreCase("traceparent");
            case 12 -> contentType |= name.equalsIgnoreCase("content-type");
            default -> {
                // The encoder sets no other by itself.
            }
        }
    }

    private static boolean isOurs(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("host");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }
}
