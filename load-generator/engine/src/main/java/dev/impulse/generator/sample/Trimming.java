package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How large samples are, and how they are made smaller.
final class Trimming {
    private static final int USUAL_REST = 200;

    private Trimming() {}

    /// About how many bytes it takes in a file.
    static long size(Failure failure) {
        long size = USUAL_REST;
        size += failure.reason().length() + failure.stack().length();
        if (failure.sent() != null) {
            size += failure.sent().url().length()
                    + size(failure.sent().headers(), failure.sent().body());
        }
        if (failure.received() != null) {
            size += size(failure.received().headers(), failure.received().body());
        }
        return size;
    }

    private static long size(List<Field> headers, @Nullable Body body) {
        long size = body == null ? 0 : body.head().length();
        for (var field : headers) {
            size += field.name().length() + field.value().length();
        }
        return size;
    }

    /// The same without what bodies held.
    static Failure withoutBodies(Failure failure) {
        var sent = failure.sent();
        var received = failure.received();
        return with(
                failure,
                failure.at(),
                sent == null ? null : new Sent(sent.method(), sent.url(), sent.headers(), empty(sent.body())),
                received == null ? null : new Received(received.status(), received.headers(), empty(received.body())));
    }

    private static @Nullable Body empty(@Nullable Body body) {
        return body == null ? null : new Body(body.length(), Form.LEFT_OUT, "", false);
    }

    /// The same, its moment counted from another.
    static Failure since(Failure failure, long beginNanos) {
        return with(failure, failure.at().minusNanos(beginNanos), failure.sent(), failure.received());
    }

    private static Failure with(Failure failure, Duration at, @Nullable Sent sent, @Nullable Received received) {
        return new Failure(
                failure.testCase(),
                failure.request(),
                failure.kind(),
                failure.reason(),
                failure.phase(),
                at,
                failure.trigger(),
                failure.traceId(),
                sent,
                received,
                failure.timings(),
                failure.stack());
    }

    /// What can be said of a failure that cannot be shown.
    static Seen bare(Seen seen, Throwable why) {
        return new Seen(
                seen.testCase(),
                seen.request(),
                seen.kind(),
                seen.reason() + " (no more can be shown of it: "
                        + why.getClass().getName() + ")",
                seen.phase(),
                seen.atNanos(),
                seen.trigger(),
                seen.traceId(),
                null,
                null,
                seen.waitedNanos(),
                seen.connectNanos(),
                seen.tlsNanos(),
                seen.serviceNanos(),
                seen.responseNanos(),
                null);
    }
}
