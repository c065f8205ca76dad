package dev.impulse.mocker.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.impulse.mocker.stub.Template.Form;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a call is answered with: a status, or a mapping with status, header fields and a body.
final class AnswerReader {

    static final Keys KEYS = Keys.of("status", "headers", "json", "text", "file", "template");
    static final List<String> BODIES = List.of("json", "text", "file", "template");

    private static final int OK = 200;
    private static final Set<String> OF_THE_MOCK =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);
    private static final String CONTENT_TYPE = "Content-Type";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"));

    private final TemplateReader templates;

    /// @param names of the parts of the path that the answer may hold
    AnswerReader(List<String> names) {
        this.templates = new TemplateReader(names);
    }

    /// A body, and what it is when nothing else is said.
    private record TypedBody(
            ReplyTemplate.Body body, @Nullable String type) {
        static final TypedBody NONE = new TypedBody(new ReplyTemplate.Bytes(new byte[0]), null);
    }

    @Nullable
    Answer read(Value value) {
        if (value.isScalar()) {
            Integer status = value.integer(200, 599);
            return status == null ? null : new Answer.Constant(Reply.of(status));
        }
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        int status = section.optional("status", OK, code -> code.integer(200, 599));
        List<ReplyTemplate.Field> headers = section.optional("headers", new ArrayList<>(), this::headers);
        String type = headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(CONTENT_TYPE))
                .filter(field -> field.value().isConstant())
                .map(field -> field.value().text())
                .findFirst()
                .orElse(null);
        List<String> given =
                BODIES.stream().filter(key -> section.optional(key) != null).toList();
        for (String more : given.subList(Math.min(1, given.size()), given.size())) {
            Value second = section.optional(more);
            if (second != null) {
                second.refuseKey("a second body", "one of " + String.join(", ", BODIES));
            }
        }
        if (!given.isEmpty() && WITHOUT_BODY.contains(status)) {
            value.refuse("a body with status " + status, "no body, or another status");
        }
        TypedBody body = given.isEmpty()
                ? TypedBody.NONE
                : section.optional(given.getFirst(), text -> body(given.getFirst(), text, type));
        return body == null ? null : answer(status, headers, body);
    }

    /// The short form: a JSON body with status 200.
    @Nullable
    Answer returns(Value value) {
        Template json = templates.json(value);
        return json == null
                ? null
                : answer(OK, List.of(), new TypedBody(new ReplyTemplate.Text(json), TYPES.get("json")));
    }

    private static Answer answer(int status, List<ReplyTemplate.Field> headers, TypedBody body) {
        List<ReplyTemplate.Field> all = new ArrayList<>(headers);
        if (body.type() != null
                && headers.stream().noneMatch(field -> field.name().equalsIgnoreCase(CONTENT_TYPE))) {
            all.add(new ReplyTemplate.Field(CONTENT_TYPE, Template.constant(body.type())));
        }
        return new ReplyTemplate(status, all, body.body()).answer();
    }

    private @Nullable TypedBody body(String key, Value value, @Nullable String type) {
        return switch (key) {
            case "json" -> typed(templates.json(value), TYPES.get("json"));
            case "text" -> typed(text(value, isJson(type)), TYPES.get("txt"));
            case "file" -> {
                byte[] bytes = StubPaths.bytes(value);
                yield bytes == null ? null : new TypedBody(new ReplyTemplate.Bytes(bytes), typeOf(value));
            }
            default -> typed(file(value, isJson(type == null ? typeOf(value) : type)), typeOf(value));
        };
    }

    private static @Nullable TypedBody typed(@Nullable Template template, @Nullable String type) {
        return template == null ? null : new TypedBody(new ReplyTemplate.Text(template), type);
    }

    private @Nullable Template text(Value value, boolean json) {
        String text = value.textOrBlank();
        return text == null ? null : templates.template(value, text, json ? Form.JSON_TEXT : Form.PLAIN);
    }

    private @Nullable Template file(Value value, boolean json) {
        byte[] bytes = StubPaths.bytes(value);
        if (bytes == null) {
            return null;
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return templates.fileTemplate(value, text, json ? Form.JSON_TEXT : Form.PLAIN);
        } catch (CharacterCodingException e) {
            value.refuse("bytes that are not UTF-8", "a file in UTF-8; `file` sends any");
            return null;
        }
    }

    private @Nullable List<ReplyTemplate.Field> headers(Value value) {
        Section names = value.section(Keys.andNames());
        if (names == null) {
            return null;
        }
        List<ReplyTemplate.Field> fields = new ArrayList<>();
        names.named().forEach((name, values) -> {
            if (!HeaderField.isName(name)) {
                values.refuseKey("no name of a header field", "letters, digits and -");
                return;
            }
            if (OF_THE_MOCK.contains(name.toLowerCase(Locale.ROOT))) {
                values.refuseKey("a header field that the mock sets itself", "it to be left out");
                return;
            }
            for (Value item : values.itemOrItems()) {
                String text = item.textOrBlank();
                Template template = text == null ? null : templates.template(item, text, Form.FIELD);
                if (text != null && !HeaderField.isValue(text)) {
                    item.refuse("a value with a line break", "one line");
                } else if (template != null) {
                    fields.add(new ReplyTemplate.Field(name, template));
                }
            }
        });
        return fields;
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || plain.endsWith("+json");
    }

    private static String typeOf(Value file) {
        String name = String.valueOf(file.plain()).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
