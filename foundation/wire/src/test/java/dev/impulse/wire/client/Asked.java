package dev.impulse.wire.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.http.RequestFields;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A request of a test, whose end can be waited for.
class Asked extends Exchange {
    private final String method;
    private final byte[] body;
    private final CompletableFuture<Asked> end = new CompletableFuture<>();

    Asked(HttpClient client, Origin origin, String method, byte[] body, Duration timeout) {
        super(client, origin, timeout.toNanos(), 1 << 20);
        this.method = method;
        this.body = body;
    }

    /// Sends a request and waits for its end.
    static Asked of(HttpClient client, Origin origin, String method, byte[] body) {
        return begun(client, origin, method, body).awaitEnd();
    }

    static Asked get(HttpClient client, Origin origin) {
        return of(client, origin, "GET", new byte[0]);
    }

    static Asked begun(HttpClient client, Origin origin, String method, byte[] body) {
        var asked = new Asked(client, origin, method, body, Duration.ofSeconds(20));
        asked.submit();
        return asked;
    }

    /// Waits for its end, for so long that it must have come even by its own timeout.
    Asked awaitEnd() {
        return end.orTimeout(30, SECONDS).join();
    }

    @Override
    protected void encode(RequestEncoder encoder, ByteBuf out) {
        long length = body.length == 0 ? RequestEncoder.NO_BODY : body.length;
        encoder.encodeHead(out, method, "/", RequestFields.NONE, length);
        out.writeBytes(body);
    }

    @Override
    protected boolean isHead() {
        return method.equals("HEAD");
    }

    @Override
    protected boolean isIdempotent() {
        return !method.equals("POST");
    }

    @Override
    protected void ended() {
        end.complete(this);
    }
}
