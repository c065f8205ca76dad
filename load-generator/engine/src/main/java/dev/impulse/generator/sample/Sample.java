package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen of a request, to be shown once all texts are known that may hold a secret of it. For one thread.
final class Sample {
    static final String CUT = "…";

    private static final int URL = 2 * 1024;
    private static final int REASON = 2 * 1024;
    private static final int STACK = 8 * 1024;

    private final Seen seen;
    private final Text reason;
    private final Text stack;
    private final Text url;
    private final @Nullable Message asked;
    private final @Nullable Message answered;

    /// @param stack of what was thrown; empty without one
    /// @param bodyBytes how many bytes of a body are shown
    Sample(Scrubbing scrubbing, Seen seen, String stack, int bodyBytes) {
        this.seen = seen;
        this.reason = new Text(scrubbing, seen.reason(), REASON, NamedValues.Kind.TEXT);
        this.stack = new Text(scrubbing, stack, STACK, NamedValues.Kind.TEXT);
        this.asked = seen.asked() == null
                ? null
                : new Message(
                        scrubbing, fields(seen.asked().head()), seen.asked().body(), bodyBytes);
        this.url = new Text(scrubbing, seen.asked() == null ? "" : seen.asked().url(), URL, NamedValues.Kind.URL);
        this.answered = seen.answered() == null
                ? null
                : new Message(
                        scrubbing, fields(seen.answered()), seen.answered().body(), bodyBytes);
    }

    String reason() {
        return reason.shown();
    }

    String stack() {
        return stack.shown();
    }

    Failure.@Nullable Sent sent() {
        return seen.asked() == null || asked == null
                ? null
                : new Failure.Sent(seen.asked().method(), url.shown(), asked.fields(), asked.body());
    }

    Failure.@Nullable Received received() {
        return seen.answered() == null || answered == null
                ? null
                : new Failure.Received(seen.answered().head().status(), answered.fields(), answered.body());
    }

    Failure.Timings timings() {
        return new Failure.Timings(
                duration(seen.waitedNanos()),
                duration(seen.connectNanos()),
                duration(seen.tlsNanos()),
                duration(seen.serviceNanos()),
                duration(seen.responseNanos()));
    }

    /// That of the request, where the scenario has set one of its own.
    @Nullable
    String traceId() {
        if (seen.asked() != null) {
            for (var field : fields(seen.asked().head())) {
                if (field.name().equalsIgnoreCase("traceparent")
                        && field.value().matches("[0-9a-f]{2}-[0-9a-f]{32}-.*")) {
                    return field.value().substring(3, 35);
                }
            }
        }
        return seen.traceId();
    }

    private static @Nullable Duration duration(long nanos) {
        return nanos < 0 ? null : Duration.ofNanos(nanos);
    }

    /// The lines between the request line and the empty one.
    private static List<Failure.Field> fields(String head) {
        var fields = new ArrayList<Failure.Field>();
        var lines = new String(head.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\r\n", -1);
        for (int line = 1; line < lines.length && !lines[line].isEmpty(); line++) {
            int colon = lines[line].indexOf(": ");
            fields.add(new Failure.Field(lines[line].substring(0, colon), lines[line].substring(colon + 2)));
        }
        return fields;
    }

    private static List<Failure.Field> fields(Seen.Answered answered) {
        var fields = new ArrayList<Failure.Field>();
        answered.head().forEach((name, value) -> fields.add(new Failure.Field(name, value)));
        return fields;
    }

    /// A text, to be shown once all are known.
    static final class Text {
        private final Marked marked;
        private final int limit;
        private final boolean cut;

        Text(Scrubbing scrubbing, String whole, int limit, NamedValues.Kind kind) {
            this.limit = limit;
            this.cut = whole.length() > limit;
            this.marked = scrubbing.text(
                    whole.length() > limit + Scrubbing.MARGIN ? whole.substring(0, limit + Scrubbing.MARGIN) : whole,
                    kind);
        }

        String shown() {
            return marked.shown(limit) + (cut ? CUT : "");
        }
    }
}
