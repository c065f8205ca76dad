package dev.impulse.generator.report;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
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
        put(tree, "waited", failure.timings().waited());
        put(tree, "connect", failure.timings().connect());
        put(tree, "tls", failure.timings().tls());
        put(tree, "serviceTime", failure.timings().service());
        put(tree, "responseTime", failure.timings().response());
        if (failure.sent() != null) {
            var sent = tree.putObject("sent");
            sent.put("method", failure.sent().method());
            sent.put("url", failure.sent().url());
            put(sent, failure.sent().headers(), failure.sent().body());
        }
        if (failure.received() != null) {
            var received = tree.putObject("received");
            received.put("status", failure.received().status());
            put(received, failure.received().headers(), failure.received().body());
        }
        if (!failure.stack().isEmpty()) {
            tree.put("stack", failure.stack());
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
