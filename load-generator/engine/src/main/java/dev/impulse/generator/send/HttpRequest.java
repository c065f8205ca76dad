package dev.impulse.generator.send;

import dev.impulse.load.Answer;
import dev.impulse.load.Request;
import dev.impulse.load.RequestFailed;
import dev.impulse.wire.client.Origin;
import dev.impulse.wire.http.PercentEncoding;
import dev.impulse.wire.http.RequestFields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that is being put together, on its trigger's thread. Becomes an [HttpCall] when it is sent.
final class HttpRequest implements Request {
    private static final long KEPT_BY_DEFAULT = 1 << 20;

    private final Trigger trigger;
    private final String method;
    private final String target;
    private RequestFields fields = RequestFields.NONE;
    private @Nullable StringBuilder query;
    private @Nullable StringBuilder form;
    private byte @Nullable [] body;
    private @Nullable String bodyType;
    private @Nullable String name;
    private @Nullable Duration timeout;
    private long kept = KEPT_BY_DEFAULT;
    private @Nullable Consumer<byte[]> pieces;

    HttpRequest(Trigger trigger, String method, String target) {
        this.trigger = trigger;
        this.method = method;
        this.target = checked(target);
    }

    /// Whether it can be sent is told here, where the stack shows who asked.
    private static String checked(String target) {
        for (int at = 0; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c <= ' ' || c >= 0x7f) {
                throw new IllegalArgumentException(
                        "target: " + target + " (expected: visible ASCII; percent-encode the rest, or use query())");
            }
        }
        if (!target.startsWith("/") && !target.startsWith("http://") && !target.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "target: " + target + " (expected: a path that begins with /, or a whole URL)");
        }
        return target;
    }

    @Override
    public Request header(String name, String value) {
        if (fields == RequestFields.NONE) {
            fields = new RequestFields();
        }
        fields.add(name, value);
        return this;
    }

    @Override
    public Request query(String name, Object value) {
        if (query == null) {
            query = new StringBuilder();
        }
        PercentEncoding.QUERY.parameter(name, String.valueOf(value), query);
        return this;
    }

    @Override
    public Request json(@Nullable Object value) {
        return body(Json.write(value), "application/json");
    }

    @Override
    public Request form(String name, Object value) {
        if (form == null) {
            form = new StringBuilder();
        }
        PercentEncoding.FORM.parameter(name, String.valueOf(value), form);
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
        bodyType = type;
        return this;
    }

    @Override
    public Request named(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Request timeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: above 0, such as 500 ms)");
        }
        this.timeout = timeout;
        return this;
    }

    @Override
    public Request keeping(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("keeping: " + bytes + " (expected: 0 or more bytes)");
        }
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

    @Override
    public CompletableFuture<Answer> sendAsync() {
        trigger.overlap();
        var answered = new CompletableFuture<Answer>();
        var call = call();
        var _ = answered.whenComplete((answer, why) -> {
            if (why != null && !(why instanceof RequestFailed)) {
                call.cancel(); // whoever waited has given up
            }
        });
        call.begin(() -> {
            try {
                answered.complete(call.answer());
            } catch (RequestFailed e) {
                answered.completeExceptionally(e);
            }
        });
        return answered;
    }

    private HttpCall call() {
        if (form != null) {
            body(form.toString().getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
        }
        if (bodyType != null && !fields.hasContentType()) {
            header("Content-Type", bodyType);
        }
        var sender = trigger.sender();
        var whole = query == null ? target : target + (target.indexOf('?') < 0 ? '?' : '&') + query;
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

    @Nullable
    String name() {
        return name;
    }

    RequestFields fields() {
        return fields;
    }

    byte @Nullable [] bodyBytes() {
        return body;
    }

    long kept() {
        return kept;
    }

    @Nullable
    Consumer<byte[]> pieces() {
        return pieces;
    }

    long timeoutNanos() {
        return (timeout == null ? trigger.sender().limits().requestTimeout() : timeout).toNanos();
    }
}
