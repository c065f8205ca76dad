package dev.impulse.generator.send;

import dev.impulse.generator.sample.Seen;
import dev.impulse.load.Answer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import dev.impulse.wire.client.Exchange;
import dev.impulse.wire.client.Failure;
import dev.impulse.wire.client.Origin;
import dev.impulse.wire.http.AnswerHead;
import dev.impulse.wire.http.ContentType;
import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.loop.LoopWait;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A request on its way, and then its answer. Made and awaited by the scenario's thread, sent and ended by the loop's;
/// [#done] orders the two.
final class HttpCall extends Exchange implements Call, Answer, LoopWait {
    private static final byte[] NOTHING = {};
    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(HttpCall.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Trigger trigger;
    private final HttpRequest request;
    private final String path;
    private @Nullable Runnable whenDone;
    private @Nullable CountDownLatch doneAsynchronously;
    private @Nullable Thread waiter;
    private volatile boolean endless;

    @SuppressWarnings("unused") // by DONE
    private boolean done;

    private long fromNanos;
    private long id; // in its trace; 0 while it has none
    private @Nullable ErrorKind failure;
    private @Nullable String reason; // where it is not the exchange's
    private @Nullable ErrorKind afterwards; // how it failed when it was decided that it had not
    private boolean judged;
    private boolean decided;
    private boolean settled;

    HttpCall(Trigger trigger, Origin origin, HttpRequest request, String path) {
        super(trigger.sender().client(), origin, request.timeoutNanos(), request.kept());
        this.trigger = trigger;
        this.request = request;
        this.path = path;
    }

    /// Sends it and blocks the thread until it has ended.
    ///
    /// @throws RequestFailed when there is no whole answer
    Answer await() {
        waiter = Thread.currentThread();
        begin();
        while (!(boolean) DONE.getAcquire(this)) {
            LockSupport.park(this);
            if (endless) {
                cancel();
                throw failed(ErrorKind.EXCEPTION, Stranded.reason("an answer"));
            }
            if (Thread.currentThread().isInterrupted()) {
                cancel();
                throw new Interruption();
            }
        }
        return answer();
    }

    @Override
    public void wouldNeverEnd() {
        endless = true;
        LockSupport.unpark(waiter);
    }

    /// Sends it and returns; `whenDone` is called on the loop's thread when it has ended. Then comes [#answer].
    void begin(Runnable whenDone) {
        this.whenDone = whenDone;
        this.doneAsynchronously = new CountDownLatch(1);
        begin();
    }

    /// Waits for the end of one that was begun asynchronously; gives it up when the thread is interrupted.
    void awaitEnd() {
        var end = doneAsynchronously;
        while (end != null && end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                cancel();
            }
        }
    }

    private void begin() {
        fromNanos = trigger.begin(this);
        submit();
    }

    /// The answer, once it has ended.
    ///
    /// @throws RequestFailed when there is no whole one
    Answer answer() {
        var why = failure();
        if (why != null) {
            throw failed(kind(why.kind()), why.reason());
        }
        return this;
    }

    @Override
    protected void ended() {
        DONE.setRelease(this, true);
        if (waiter != null) {
            LockSupport.unpark(waiter);
        } else if (whenDone != null && doneAsynchronously != null) {
            whenDone.run();
            doneAsynchronously.countDown();
        }
    }

    @Override
    public boolean hasEnded() {
        return (boolean) DONE.getAcquire(this);
    }

    @Override
    public boolean isUnexpected() {
        return failure == null && !judged && failure() == null && status() >= 400;
    }

    @Override
    public @Nullable ErrorKind decide() {
        if (!decided) {
            decided = true;
            var why = failure();
            if (failure == null && why != null) {
                failure = kind(why.kind());
            } else if (hasEnded() && isUnexpected()) {
                failure = ErrorKind.STATUS;
            }
        }
        return failure;
    }

    @Override
    public @Nullable ErrorKind settle() {
        decide();
        if (!settled) {
            settled = true;
            boolean ended = hasEnded();
            var name = measuredName();
            long endedNanos = ended ? endedNanos() : System.nanoTime();
            var recorder = trigger.recorder().request(name);
            recorder.ended(failure, endedNanos - fromNanos, ended ? serviceNanos() : -1);
            recorder.connected(ended ? waitedNanos() : -1, connectNanos(), tlsNanos());
            var shown = failure == null ? afterwards : failure;
            if (shown != null) {
                sample(shown, name);
            }
        }
        return failure;
    }

    private String measuredName() {
        return request.name() == null
                ? trigger.sender().naming().name(request.method(), request.target())
                : request.name();
    }

    /// Keeps a sample if this is one of the first failures. On the loop, where all that belongs to it is known.
    private void sample(ErrorKind kind, String name) {
        var failures = trigger.sender().failures();
        if (failures.takes(trigger.testCase().name(), name, kind)) {
            failures.keep(seen(kind, name, Seen.BODY));
        }
    }

    @Override
    public Seen seen(int bodyBytes) {
        return seen(failure == null ? afterwards : failure, measuredName(), bodyBytes);
    }

    private Seen seen(@Nullable ErrorKind kind, String name, int bodyBytes) {
        boolean ended = hasEnded();
        long endedNanos = ended ? endedNanos() : System.nanoTime();
        var head = head();
        var body = request.bodyBytes();
        long length = body == null ? 0 : body.length;
        return new Seen(
                trigger.testCase().name(),
                name,
                kind,
                kind == null ? "" : reason(),
                trigger.phase(),
                endedNanos,
                trigger.number(),
                trigger.toldTraceId(),
                new Seen.Asked(
                        request.method(),
                        origin() + path,
                        askedHead(),
                        Seen.Content.of(body == null ? NOTHING : body, bodyBytes, length)),
                head == null
                        ? null
                        : new Seen.Answered(head, Seen.Content.of(bodyHead(bodyBytes), bodyBytes, bodyLength())),
                ended ? waitedNanos() : -1,
                connectNanos(),
                tlsNanos(),
                ended ? serviceNanos() : -1,
                endedNanos - fromNanos,
                null);
    }

    private String reason() {
        var why = failure();
        if (reason != null) {
            return reason;
        }
        return why == null ? "status " + status() + " (expected: below 400, or what expect() names)" : why.reason();
    }

    /// As it was sent: the encoder writes the same again.
    private String askedHead() {
        var out = Unpooled.buffer();
        try {
            encodeHead(encoder(), out);
            return out.toString(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException unsendable) {
            return "";
        }
    }

    private static ErrorKind kind(Failure.Kind kind) {
        return switch (kind) {
            case UNSENDABLE -> ErrorKind.EXCEPTION;
            case REFUSED -> ErrorKind.REFUSED;
            case RESET -> ErrorKind.RESET;
            case CONNECT_TIMEOUT -> ErrorKind.CONNECT_TIMEOUT;
            case REQUEST_TIMEOUT -> ErrorKind.REQUEST_TIMEOUT;
            case PROTOCOL -> ErrorKind.PROTOCOL;
        };
    }

    private RequestFailed failed(ErrorKind kind, String why) {
        var failed = new RequestFailed(kind, why);
        if (failure == null && afterwards == null) {
            reason = why;
            if (decided) {
                afterwards = kind;
                trigger.failsAs(kind);
            } else {
                failure = kind;
            }
            if (settled && trigger.sender().loop().onLoop()) {
                sample(kind, measuredName()); // it was counted as ok before this was looked at
            }
        }
        trigger.tells(failed);
        return failed;
    }

    @Override
    protected void encode(RequestEncoder encoder, ByteBuf out) {
        id = trigger.sender().tracer().nextRequest();
        encodeHead(encoder, out);
        var body = request.bodyBytes();
        if (body != null) {
            out.writeBytes(body);
        }
    }

    private void encodeHead(RequestEncoder encoder, ByteBuf out) {
        var trace = trigger.sender().tracer().parent(trigger.testCase().index(), trigger.number(), id);
        var body = request.bodyBytes();
        long length = body == null ? RequestEncoder.NO_BODY : body.length;
        encoder.encodeHead(out, request.method(), path, request.fields(), trace, length);
    }

    @Override
    protected boolean isHead() {
        return request.method().equals("HEAD");
    }

    @Override
    protected boolean isIdempotent() {
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE" -> true;
            default -> false;
        };
    }

    @Override
    protected boolean isStreamed() {
        return request.pieces() != null;
    }

    @Override
    protected void piece(ByteBuf from, int at, int length) {
        var taker = request.pieces();
        if (taker != null) {
            var piece = new byte[length];
            from.getBytes(at, piece);
            taker.accept(piece);
        }
    }

    private AnswerHead wholeHead() {
        var head = head();
        if (head == null) {
            throw new IllegalStateException("there is no answer (expected: a call after send() has returned)");
        }
        return head;
    }

    @Override
    public int status() {
        return wholeHead().status();
    }

    @Override
    public @Nullable String header(String name) {
        return wholeHead().first(name);
    }

    @Override
    public List<String> headers(String name) {
        return wholeHead().all(name);
    }

    @Override
    public byte[] bytes() {
        if (bodyLength() > request.kept() || isStreamed()) {
            throw new IllegalStateException(
                    "a body of " + bodyLength() + " bytes was not kept whole (expected: at most " + request.kept()
                            + "; see keeping() and streaming())");
        }
        return super.body();
    }

    @Override
    public String text() {
        return new String(bytes(), ContentType.charset(header("content-type")));
    }

    @Override
    public JsonNode json() {
        var body = bytes();
        try {
            var tree = Json.tree(body);
            if (!tree.isMissingNode()) {
                return tree;
            }
            throw failed(ErrorKind.CHECK, "the body is not JSON: it is empty");
        } catch (JacksonException e) {
            throw failed(ErrorKind.CHECK, "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public <T> T as(Class<T> type) {
        return as((Type) type);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in Answer
    public <T> T as(Type type) {
        var body = bytes();
        try {
            return Json.read(body, type);
        } catch (JacksonException e) {
            var reason = "the body is not a " + type.getTypeName() + ": " + e.getOriginalMessage();
            throw failed(ErrorKind.CHECK, reason);
        }
    }

    @Override
    public Answer expect(int... statuses) {
        judged = true;
        int status = status();
        for (int right : statuses) {
            if (status == right) {
                return this;
            }
        }
        throw failed(ErrorKind.STATUS, Reasons.status(status, statuses));
    }

    @Override
    public Answer check(boolean condition, String reason, Object... values) {
        if (!condition) {
            throw failed(ErrorKind.CHECK, Reasons.text(reason, values));
        }
        return this;
    }
}
