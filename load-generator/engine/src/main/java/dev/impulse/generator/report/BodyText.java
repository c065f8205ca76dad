package dev.impulse.generator.report;

import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.judge.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A body as lines for people: JSON laid out, a text as it is, anything else by its size.
final class BodyText {
    private BodyText() {}

    /// All of it that was kept.
    static List<String> lines(Body body) {
        var bytes = Figures.count(body.length()) + (body.length() == 1 ? " byte" : " bytes");
        return switch (body.form()) {
            case TEXT -> text(body, bytes);
            case BINARY -> List.of("(binary, " + bytes + ": " + body.head() + (body.whole() ? ")" : "…)"));
            case LEFT_OUT -> List.of("(" + bytes + ", not kept)");
        };
    }

    private static List<String> text(Body body, String bytes) {
        var json = json(body);
        var lines = new ArrayList<>((json == null ? body.head() : json).lines().toList());
        if (!body.whole()) {
            lines.add("… (" + bytes + " in all)");
        }
        return lines;
    }

    /// Laid out; null when it is not whole, or no object or list in JSON.
    static @Nullable String json(Body body) {
        var text = body.head().strip();
        if (body.form() != Form.TEXT || !body.whole() || !text.startsWith("{") && !text.startsWith("[")) {
            return null;
        }
        try {
            var tree = JsonMapper.shared().readTree(text);
            return JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(tree)
                    .replace("\r\n", "\n");
        } catch (JacksonException e) {
            return null;
        }
    }

    /// Without what would move a terminal's cursor or colour it.
    static String printable(String line) {
        var shown = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            boolean control = letter < ' ' || letter >= 0x7f && letter < 0xa0;
            shown.append(letter == '\t' ? "    " : control ? "\uFFFD" : Character.toString(letter));
        }
        return shown.toString();
    }
}
