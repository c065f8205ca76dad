package dev.impulse.generator.report;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes a sample of a failure into `result.json`. What does not exist is left out. [FailureReader] reads it.
final class FailureJson {

    private FailureJson() {}

    static void put(ObjectNode tree, Failure failure) {
        tree.put("testCase", failure.testCase());
        tree.put("request", failure.request());
        tree.put("kind", failure.kind().text());
        tree.put("reason", failure.reason());
        tree.put("phase", failure.phase());
        tree.set("at", ResultJson.millis(failure.at().toNanos()));
        tree.put("trigger", failure.trigger());
        if (failure.traceId() != null) {
            tree.put("traceId", failure.traceId());
        }
        put(tree, failure.timings());
        put(tree, failure.sent(), failure.received());
        if (!failure.stack().isEmpty()) {
            tree.put("stack", failure.stack());
        }
    }

    static void put(ObjectNode tree, Timings timings) {
        put(tree, "waited", timings.waited());
        put(tree, "connect", timings.connect());
        put(tree, "tls", timings.tls());
        put(tree, "serviceTime", timings.service());
        put(tree, "responseTime", timings.response());
    }

    static void put(ObjectNode tree, @Nullable Sent sent, @Nullable Received received) {
        if (sent != null) {
            var part = tree.putObject("sent");
            part.put("method", sent.method());
            part.put("url", sent.url());
            put(part, sent.headers(), sent.body());
        }
        if (received != null) {
            var part = tree.putObject("received");
            part.put("status", received.status());
            put(part, received.headers(), received.body());
        }
    }

    private static void put(ObjectNode tree, String name, @Nullable Duration time) {
        if (time != null) {
            tree.set(name, ResultJson.millis(time.toNanos()));
        }
    }

    private static void put(ObjectNode tree, List<Field> headers, @Nullable Body body) {
        var fields = tree.putArray("headers");
        for (var header : headers) {
            fields.addObject().put("name", header.name()).put("value", header.value());
        }
        if (body != null) {
            var part = tree.putObject("body");
            part.put("bytes", body.length());
            switch (body.form()) {
                case TEXT -> part.put("text", body.head());
                case BINARY -> part.put("hex", body.head());
                case LEFT_OUT -> {
                    // Its length is all that is known.
                }
            }
            part.put("whole", body.whole());
        }
    }
}
