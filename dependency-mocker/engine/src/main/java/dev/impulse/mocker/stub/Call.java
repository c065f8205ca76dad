package dev.impulse.mocker.stub;

import dev.impulse.wire.http.ContentType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a dependency was asked for. What costs more than looking is done when it is first asked for, and kept. For the
/// thread that works on the call.
public final class Call {

    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;
    private final String path;
    private @Nullable Query query;
    private @Nullable JsonBody json;

    /// @param target as it was sent: a path with its query, or a whole URL
    /// @param headers read until the call is answered, not later
    /// @param body not to be changed
    public Call(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.path = PathForm.ofTarget(target);
    }

    /// Such as `GET`, as it was sent.
    public String method() {
        return method;
    }

    /// Path and query, as they were sent.
    public String target() {
        return target;
    }

    /// The path, in the one form in which paths are compared: what need not be percent-encoded is not, all else is.
    public String path() {
        return path;
    }

    /// The first parameter of that name in the query, decoded; null when there is none.
    public @Nullable String query(String name) {
        return query().first(name);
    }

    /// All parameters of that name in the query, in order, decoded.
    public List<String> queries(String name) {
        return query().all(name);
    }

    /// The first header field of that name, in any case of letters; null when there is none.
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /// All header fields of that name, in order.
    public List<String> headers(String name) {
        return headers.all(name);
    }

    /// The bytes of the body; none when there was no body. Not to be changed.
    public byte[] body() {
        return body;
    }

    /// The body as text, in the charset of its `Content-Type`, else UTF-8.
    public String text() {
        return new String(body, ContentType.charset(header("Content-Type")));
    }

    /// The body as a JSON tree; null when it is not JSON.
    public @Nullable JsonNode json() {
        JsonBody parsed = json;
        if (parsed == null) {
            parsed = JsonBody.of(body);
            json = parsed;
        }
        return parsed.tree();
    }

    /// Such as `POST /payments/7`.
    @Override
    public String toString() {
        return method + " " + target;
    }

    private Query query() {
        Query parsed = query;
        if (parsed == null) {
            parsed = Query.ofTarget(target);
            query = parsed;
        }
        return parsed;
    }
}
