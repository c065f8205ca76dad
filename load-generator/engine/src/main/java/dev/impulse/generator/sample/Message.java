package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import dev.impulse.wire.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header fields and the body of a request or an answer, to be shown once all texts are known. For one thread.
final class Message {
    private static final int HEADERS = 8 * 1024;
    private static final int SHOWN_OF_BINARY = 16;
    private static final int LOOKED_AT = 512;

    private record Part(String name, Marked value) {}

    private final List<Part> parts = new ArrayList<>();
    private final Seen.Content content;
    private final String text;
    private final int limit;
    private final boolean binary;
    private final Marked marked;

    /// @param bodyBytes how many bytes of the body are shown
    Message(Scrubbing scrubbing, List<Failure.Field> fields, Seen.Content content, int bodyBytes) {
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
        this.limit = bytes.length <= bodyBytes
                ? text.length()
                : Math.min(text.length(), new String(bytes, 0, bodyBytes, charset).length());
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
                fields.add(new Failure.Field(Sample.CUT, ""));
                break;
            }
            var value = part.value().shown(room);
            boolean cut = part.value().text().length() > room;
            room -= value.length();
            fields.add(new Failure.Field(part.name(), cut ? value + Sample.CUT : value));
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
