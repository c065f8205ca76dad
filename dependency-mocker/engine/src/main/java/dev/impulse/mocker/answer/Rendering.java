package dev.impulse.mocker.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.impulse.mocker.stub.HeaderField;
import dev.impulse.mocker.stub.Matched;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.mocker.stub.ReplyTemplate;
import dev.impulse.mocker.stub.Template;
import dev.impulse.mocker.stub.Template.Inserted;
import dev.impulse.mocker.stub.Template.Letters;
import dev.impulse.mocker.stub.Template.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/// Puts values of a call into a template.
final class Rendering {

    private Rendering() {}

    static Reply of(ReplyTemplate template, Matched matched) {
        List<HeaderField> headers = new ArrayList<>(template.headers().size());
        for (ReplyTemplate.Field field : template.headers()) {
            headers.add(new HeaderField(field.name(), text(field.value(), matched)));
        }
        byte[] body = switch (template.body()) {
            case ReplyTemplate.Bytes same -> same.bytes();
            case ReplyTemplate.Text text -> text(text.template(), matched).getBytes(UTF_8);
        };
        return new Reply(template.status(), headers, body);
    }

    static String text(Template template, Matched matched) {
        var text = new StringBuilder();
        for (Template.Piece piece : template.pieces()) {
            switch (piece) {
                case Letters letters -> text.append(letters.text());
                case Inserted inserted -> append(inserted, matched, text);
            }
        }
        return text.toString();
    }

    private static void append(Inserted inserted, Matched matched, StringBuilder text) {
        switch (inserted.form()) {
            case PLAIN -> text.append(value(inserted, matched));
            case FIELD -> {
                String value = value(inserted, matched);
                for (int index = 0; index < value.length(); index++) {
                    char letter = value.charAt(index);
                    text.append(letter < ' ' && letter != '\t' || letter == 0x7f ? ' ' : letter);
                }
            }
            case JSON_TEXT -> JsonStringEncoder.getInstance().quoteAsString(value(inserted, matched), text);
            case JSON_VALUE -> appendJson(inserted, matched, text);
        }
    }

    private static void appendJson(Inserted inserted, Matched matched, StringBuilder text) {
        if (inserted.source() instanceof Source.JsonValue json) {
            JsonNode found = found(json, matched);
            if (found != null || inserted.otherwise().isEmpty()) {
                text.append(found == null ? "null" : found);
                return;
            }
        }
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value(inserted, matched), text);
        text.append('"');
    }

    private static String value(Inserted inserted, Matched matched) {
        @Nullable
        String value = switch (inserted.source()) {
            case Source.PathValue path -> matched.pathValue(path.name());
            case Source.QueryValue query -> matched.call().query(query.name());
            case Source.HeaderValue header -> matched.call().header(header.name());
            case Source.JsonValue json -> {
                JsonNode found = found(json, matched);
                yield found == null ? null : found.isString() ? found.stringValue() : found.toString();
            }
        };
        return value == null ? inserted.otherwise() : value;
    }

    private static @Nullable JsonNode found(Source.JsonValue json, Matched matched) {
        JsonNode at = matched.call().json();
        for (String step : json.steps()) {
            if (at == null) {
                return null;
            }
            at = at.isArray() ? element(at, step) : at.get(step);
        }
        return at;
    }

    private static @Nullable JsonNode element(JsonNode list, String step) {
        if (step.isEmpty() || step.length() > 9 || !step.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
            return null;
        }
        return list.get(Integer.parseInt(step));
    }
}
