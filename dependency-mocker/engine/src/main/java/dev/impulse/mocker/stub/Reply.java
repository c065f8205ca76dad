package dev.impulse.mocker.stub;

import java.util.Arrays;
import java.util.List;

/// An answer that is ready to be sent. What says how long the body is, is set by whoever sends it.
///
/// @param body not to be changed
@SuppressWarnings("ArrayRecordComponent") // what is sent is bytes, and equals() looks at them
public record Reply(int status, List<HeaderField> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public Reply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: from 200 to 599)");
        }
        headers = List.copyOf(headers);
    }

    /// Without header fields and body.
    public static Reply of(int status) {
        return new Reply(status, List.of(), NOTHING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply reply
                && reply.status == status
                && reply.headers.equals(headers)
                && Arrays.equals(reply.body, body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * status + headers.hashCode()) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "reply " + status + " " + headers + ", " + body.length + " bytes";
    }
}
