package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.Secrets;
import dev.impulse.wire.http.ContentType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes of what was seen of a failure what may be shown: scrubbed, and bounded in bytes. Its moment is still that of
/// [System#nanoTime]. Immutable.
final class Samples {
    static final int BODY = 4 * 1024;
    private static final int HEADERS = 8 * 1024;
    private static final int URL = 2 * 1024;
    private static final int REASON = 2 * 1024;
    private static final int STACK = 8 * 1024;

    private static final int SHOWN_OF_BINARY = 16;
    private static final int LOOKED_AT = 512;
    private static final String CUT = "…";

    private final SecretNames names;
    private final OwnPatterns patterns;
    private final Secrets secrets;

    Samples(Scrub scrub) {
        this.names = new SecretNames(scrub);
        this.patterns = new OwnPatterns(scrub.patterns());
        this.secrets = scrub.secrets();
    }

    Failure of(Seen seen) {
        var scrubbing = new Scrubbing(names, patterns, secrets);
        var reason = new Text(scrubbing, seen.reason(), REASON, NamedValues.Kind.TEXT);
        var stack = new Text(scrubbing, stack(seen.thrown()), STACK, NamedValues.Kind.TEXT);
        var asked = seen.asked() == null
                ? null
                : new Message(
                        scrubbing, fields(seen.asked().head()), seen.asked().body());
        var url = new Text(scrubbing, seen.asked() == null ? "" : seen.asked().url(), URL, NamedValues.Kind.URL);
        var answered = seen.answered() == null
                ? null
                : new Message(
                        scrubbing, fields(seen.answered()), seen.answered().body());
        scrubbing.finish();
        return new Failure(
                seen.testCase(),
                seen.request(),
                seen.kind(),
                reason.shown(),
                seen.phase(),
                Duration.ofNanos(seen.atNanos()),
                seen.trigger(),
                traceId(seen),
                seen.asked() == null || asked == null
                        ? null
                        : new Failure.Sent(seen.asked().method(), url.shown(), asked.fields(), asked.body()),
                seen.answered() == null || answered == null
                        ? null
                        : new Failure.Received(seen.answered().head().status(), answered.fields(), answered.body()),
                new Failure.Timings(
                        duration(seen.waitedNanos()),
                        duration(seen.connectNanos()),
                        duration(seen.tlsNanos()),
                        duration(seen.serviceNanos()),
                        duration(seen.responseNanos())),
                stack.shown());
    }

    /// That of the request, where the scenario has set one of its own.
    private static @Nullable String traceId(Seen seen) {
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

    private static String stack(@Nullable Throwable thrown) {
        if (thrown == null || thrown.getStackTrace().length == 0 && thrown.getCause() == null) {
            return ""; // a check that did not hold: its reason says it all
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\r\n", "\n");
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

    /// A text, to be shown once all of a sample are known.
    private static final class Text {
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

    /// A request or an answer.
    private static final class Message {
        private record Part(String name, Marked value) {}

        private final List<Part> parts = new ArrayList<>();
        private final Seen.Content content;
        private final String text;
        private final int limit;
        private final boolean binary;
        private final Marked marked;

        Message(Scrubbing scrubbing, List<Failure.Field> fields, Seen.Content content) {
            int room = HEADERS + Scrubbing.MARGIN;
            String type = "";
            String encoding = "";
            for (var field : fields) {
                room -= field.name().length();
                if (room > 0) {
                    var value = field.value().length() > room ? field.value().substring(0, room) : field.value();
                    room -= value.length();
                    parts.add(new Part(field.name(), scrubbing.header(field.name(), value)));
                }
                type = field.name().equalsIgnoreCase("content-type") ? field.value() : type;
                encoding = field.name().equalsIgnoreCase("content-encoding") ? field.value() : encoding;
            }
            this.content = content;
            var charset = ContentType.charset(type);
            var bytes = content.head().getBytes(StandardCharsets.ISO_8859_1);
            var decoded = new String(bytes, charset);
            this.binary = !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity") || isBinary(decoded);
            this.text = binary ? content.head() : decoded;
            this.limit = bytes.length <= BODY
                    ? text.length()
                    : Math.min(text.length(), new String(bytes, 0, BODY, charset).length());
            boolean form = type.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded");
            this.marked = scrubbing.text(text, form && !binary ? NamedValues.Kind.FORM : NamedValues.Kind.TEXT);
        }

        /// What is no text has characters that no text has.
        private static boolean isBinary(String decoded) {
            int looked = Math.min(decoded.length(), LOOKED_AT);
            int strange = 0;
            for (int at = 0; at < looked; at++) {
                char letter = decoded.charAt(at);
                if (letter == 0) {
                    return true;
                }
                boolean control = letter < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
                strange += control || letter == '\uFFFD' ? 1 : 0;
            }
            return strange > Math.max(1, looked / 10);
        }

        List<Failure.Field> fields() {
            var fields = new ArrayList<Failure.Field>();
            int room = HEADERS;
            for (var part : parts) {
                room -= part.name().length();
                if (room <= 0) {
                    fields.add(new Failure.Field(CUT, ""));
                    break;
                }
                var value = part.value().shown(room);
                boolean cut = part.value().text().length() > room;
                room -= value.length();
                fields.add(new Failure.Field(part.name(), cut ? value + CUT : value));
            }
            return fields;
        }

        Failure.@Nullable Body body() {
            if (content.length() == 0) {
                return null;
            } else if (content.head().isEmpty()) {
                return new Failure.Body(content.length(), Failure.Form.LEFT_OUT, "", false);
            } else if (binary) {
                return new Failure.Body(
                        content.length(), Failure.Form.BINARY, hexadecimal(), content.length() <= SHOWN_OF_BINARY);
            }
            boolean whole = content.length() <= content.head().length() && limit == text.length();
            return new Failure.Body(content.length(), Failure.Form.TEXT, marked.shown(limit), whole);
        }

        private String hexadecimal() {
            var shown = new StringBuilder();
            boolean masked = false;
            for (int at = 0; at < Math.min(SHOWN_OF_BINARY, content.head().length()); at++) {
                boolean secret = marked.isMarked(at);
                if (!secret) {
                    HexFormat.of().toHexDigits(shown, (byte) content.head().charAt(at));
                } else if (!masked) {
                    shown.append(Marked.MASK);
                }
                masked = secret;
            }
            return shown.toString();
        }
    }
}
