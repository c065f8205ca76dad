package dev.impulse.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a call is answered with. Immutable; each method gives another.
///
/// ```java
/// Answer.status(429).header("Retry-After", "1").withText("later");
/// ```
public final class Answer {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final int status;
    private final List<Field> headers;
    private final byte[] body;

    /// A header field.
    public record Field(String name, String value) {}

    private Answer(int status, List<Field> headers, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: from 200 to 599)");
        }
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /// A status without a body.
    public static Answer status(int status) {
        return new Answer(status, List.of(), new byte[0]);
    }

    /// Status 200 with a body, written as JSON.
    public static Answer json(@Nullable Object body) {
        return status(200).withJson(body);
    }

    /// Status 200 with a text.
    public static Answer text(String body) {
        return status(200).withText(body);
    }

    /// With a header field beside those that it has.
    public Answer header(String name, String value) {
        List<Field> all = new ArrayList<>(headers);
        all.add(new Field(name, value));
        return new Answer(status, all, body);
    }

    /// With a body, written as JSON.
    public Answer withJson(@Nullable Object body) {
        return typed("application/json").withBytes(JSON.writeValueAsBytes(body));
    }

    /// With a text.
    public Answer withText(String body) {
        return typed("text/plain; charset=utf-8").withBytes(body.getBytes(UTF_8));
    }

    /// With these bytes.
    public Answer withBytes(byte[] body) {
        return new Answer(status, headers, body.clone());
    }

    /// The status code.
    public int status() {
        return status;
    }

    /// Its header fields, in order.
    public List<Field> headers() {
        return headers;
    }

    /// Its body.
    public byte[] body() {
        return body.clone();
    }

    private Answer typed(String type) {
        boolean said = headers.stream().anyMatch(field -> field.name().equalsIgnoreCase("Content-Type"));
        return said ? this : header("Content-Type", type);
    }
}
