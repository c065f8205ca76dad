package dev.impulse.generator.send;

import dev.impulse.load.Answer;
import dev.impulse.load.Request;
import dev.impulse.wire.client.Origin;
import dev.impulse.wire.http.PercentEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that is being put together, on its trigger's thread. Becomes an [HttpCall] when it is sent.
public final class HttpRequest implements Request {
    private static final long KEPT_BY_DEFAULT = 1 << 20;

    private final Trigger trigger;
    private final String method;
    private final String target;
    private @Nullable List<String> fields;
    private @Nullable StringBuilder query;
    private @Nullable StringBuilder form;
    private byte @Nullable [] body;
    private @Nullable String contentType;
    private @Nullable String name;
    private @Nullable Duration timeout;
    private long kept = KEPT_BY_DEFAULT;
    private @Nullable Consumer<byte[]> pieces;

    HttpRequest(Trigger trigger, String method, String target) {
        this.trigger = trigger;
        this.method = method;
        this.target = target;
    }

    @Override
    public Request header(String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            contentType = value;
            return this;
        }
        if (fields == null) {
            fields = new ArrayList<>(8);
        }
        fields.add(name);
        fields.add(value);
        return this;
    }

    @Override
    public Request query(String name, Object value) {
        var so = query;
        if (so == null) {
            so = new StringBuilder(target).append(target.indexOf('?') < 0 ? '?' : '&');
            query = so;
        } else {
            so.append('&');
        }
        so.append(PercentEncoding.query(name)).append('=').append(PercentEncoding.query(String.valueOf(value)));
        return this;
    }

    @Override
    public Request json(@Nullable Object value) {
        return body(Json.write(value), "application/json");
    }

    @Override
    public Request form(String name, Object value) {
        var so = form;
        if (so == null) {
            so = new StringBuilder();
            form = so;
        } else {
            so.append('&');
        }
        so.append(PercentEncoding.form(name)).append('=').append(PercentEncoding.form(String.valueOf(value)));
        return this;
    }

    @Override
    public Request body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    @Override
    public Request body(byte[] bytes) {
        return body(bytes, "application/octet-stream");
    }

    private Request body(byte[] bytes, String type) {
        body = bytes;
        if (contentType == null) {
            contentType = type;
        }
        return this;
    }

    @Override
    public Request named(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Request timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    @Override
    public Request keeping(long bytes) {
        this.kept = bytes;
        return this;
    }

    @Override
    public Request streaming(Consumer<byte[]> pieces) {
        this.pieces = pieces;
        return this;
    }

    @Override
    public Answer send() {
        return call().await();
    }

    /// What is to be sent, complete.
    public HttpCall call() {
        if (form != null) {
            body(form.toString().getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
        }
        var sender = trigger.sender();
        var whole = query == null ? target : query.toString();
        var origin = sender.origin();
        String path;
        if (whole.startsWith("/")) {
            path = sender.basePath().isEmpty() ? whole : sender.basePath() + whole;
        } else {
            var address = URI.create(whole);
            origin = Origin.of(address);
            path = HttpTarget.of(address);
        }
        return new HttpCall(trigger, origin, this, path);
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    @Nullable String name() {
        return name;
    }

    List<String> fields() {
        return fields == null ? List.of() : fields;
    }

    @Nullable String contentType() {
        return contentType;
    }

    byte @Nullable [] bodyBytes() {
        return body;
    }

    long kept() {
        return kept;
    }

    @Nullable Consumer<byte[]> pieces() {
        return pieces;
    }

    long timeoutNanos() {
        return (timeout == null ? trigger.sender().limits().requestTimeout() : timeout).toNanos();
    }
}
