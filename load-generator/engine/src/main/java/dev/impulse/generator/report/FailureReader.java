package dev.impulse.generator.report;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a sample of a failure from what [FailureJson] has written.
final class FailureReader {

    private FailureReader() {}

    static Failure read(JsonPart tree) throws UnreadableResult {
        return new Failure(
                tree.text("testCase"),
                tree.text("request"),
                tree.word("kind", ErrorKind.values(), ErrorKind::text),
                tree.text("reason"),
                tree.text("phase"),
                tree.duration("at"),
                tree.count("trigger"),
                tree.has("traceId") ? tree.text("traceId") : null,
                tree.has("sent") ? sent(tree.part("sent")) : null,
                tree.has("received") ? received(tree.part("received")) : null,
                new Timings(
                        time(tree, "waited"),
                        time(tree, "connect"),
                        time(tree, "tls"),
                        time(tree, "serviceTime"),
                        time(tree, "responseTime")),
                tree.has("stack") ? tree.text("stack") : "");
    }

    private static @Nullable Duration time(JsonPart tree, String name) throws UnreadableResult {
        return tree.has(name) ? tree.duration(name) : null;
    }

    private static Sent sent(JsonPart tree) throws UnreadableResult {
        return new Sent(tree.text("method"), tree.text("url"), headers(tree), body(tree));
    }

    private static Received received(JsonPart tree) throws UnreadableResult {
        return new Received(tree.smallCount("status"), headers(tree), body(tree));
    }

    private static List<Field> headers(JsonPart tree) throws UnreadableResult {
        var headers = new ArrayList<Field>();
        for (var header : tree.parts("headers")) {
            headers.add(new Field(header.text("name"), header.text("value")));
        }
        return headers;
    }

    private static @Nullable Body body(JsonPart tree) throws UnreadableResult {
        if (!tree.has("body")) {
            return null;
        }
        var body = tree.part("body");
        var form = body.has("text") ? Form.TEXT : body.has("hex") ? Form.BINARY : Form.LEFT_OUT;
        var head = switch (form) {
            case TEXT -> body.text("text");
            case BINARY -> body.text("hex");
            case LEFT_OUT -> "";
        };
        return new Body(body.count("bytes"), form, head, body.flag("whole"));
    }
}
