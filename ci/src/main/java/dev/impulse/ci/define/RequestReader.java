package dev.impulse.ci.define;

import dev.impulse.ci.define.RequestScenario.Body;
import dev.impulse.ci.define.RequestScenario.Field;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a request that is written in the file: `GET /products`, or a mapping with a key for the method.
final class RequestReader {

    static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete", "options");
    static final List<String> BODIES = List.of("json", "body", "form");
    static final List<String> PARTS = Stream.concat(
                    BODIES.stream(), Stream.of("headers", "query", "expect", "named", "timeout"))
            .toList();

    private static final Pattern LINE =
            Pattern.compile("(" + String.join("|", METHODS).toUpperCase(Locale.ROOT) + ")\\s+(\\S.*)");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NOT_IN_A_FIELD = Pattern.compile("[\r\n\0]");
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length", "transfer-encoding");

    private RequestReader() {}

    /// A request in one line; null when the text is none.
    static @Nullable RequestScenario line(String text) {
        var line = LINE.matcher(text);
        return line.matches() && Urls.isRequestTarget(RowFields.blanked(line.group(2)))
                ? new RequestScenario(line.group(1), line.group(2))
                : null;
    }

    /// @param method the key that names the method
    static @Nullable RequestScenario read(Section request, String method) {
        String target = request.required(method, Urls.PATH, RequestReader::target);
        List<Field> headers = request.optional("headers", List.of(), RequestReader::headers);
        List<Field> query = request.optional("query", List.of(), RequestReader::fields);
        Body body = body(request);
        List<Integer> expected = request.optional("expect", List.of(), RequestReader::statuses);
        String name = request.optional("named", Value::text);
        Duration timeout = request.optional("timeout", Value::duration);
        Value path = request.optional(method);
        if (path != null && path.isSecret() && name == null) {
            path.refuse("a request's name without `named`, which is shown: give it one");
        }
        return target == null
                ? null
                : new RequestScenario(
                        method.toUpperCase(Locale.ROOT), target, headers, query, body, expected, name, timeout);
    }

    private static @Nullable String target(Value value) {
        return value.parsed(Urls.PATH, text -> Urls.isRequestTarget(RowFields.blanked(text)) ? text : null);
    }

    private static Body body(Section request) {
        List<String> given =
                BODIES.stream().filter(key -> request.optional(key) != null).toList();
        for (String more : given.subList(Math.min(1, given.size()), given.size())) {
            Value second = request.optional(more);
            if (second != null) {
                second.refuseKey("a second body", "one of " + String.join(", ", BODIES));
            }
        }
        Body json = request.optional("json", value -> new Body.Json(value.plain()));
        Body text = request.optional("body", value -> {
            String written = value.textOrBlank();
            return written == null ? null : new Body.Text(written);
        });
        Body form = request.optional("form", value -> {
            List<Field> fields = fields(value);
            return fields == null ? null : new Body.Form(fields);
        });
        if (json != null) {
            return json;
        }
        return text != null ? text : form != null ? form : new Body.None();
    }

    /// Names with a text each, or with a list of texts for a name that comes several times.
    private static @Nullable List<Field> fields(Value value) {
        Section names = value.section(Keys.andNames());
        if (names == null) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, Value> entry : names.named().entrySet()) {
            for (Value item : entry.getValue().itemOrItems()) {
                String text = item.textOrBlank();
                if (text != null) {
                    fields.add(new Field(entry.getKey(), text));
                }
            }
        }
        return fields;
    }

    private static @Nullable List<Field> headers(Value value) {
        List<Field> fields = fields(value);
        Section names = fields == null ? null : value.section(Keys.andNames());
        if (fields == null || names == null) {
            return null;
        }
        names.named().forEach((name, header) -> {
            if (!TOKEN.matcher(name).matches()) {
                header.refuseKey("no name of a header field", "letters, digits and -");
            } else if (OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                header.refuseKey("a header field that the client sets itself", "it to be left out");
            } else if (fields.stream()
                    .anyMatch(field -> field.name().equals(name)
                            && NOT_IN_A_FIELD.matcher(field.value()).find())) {
                header.refuse("a value with a line break", "one line");
            }
        });
        return fields;
    }

    private static List<Integer> statuses(Value value) {
        List<Integer> statuses = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            Integer status = item.integer(200, 599);
            if (status != null) {
                statuses.add(status);
            }
        }
        return statuses;
    }
}
