package dev.impulse.mocker.stub;

import dev.impulse.mocker.stub.Template.Form;
import dev.impulse.mocker.stub.Template.Inserted;
import dev.impulse.mocker.stub.Template.Letters;
import dev.impulse.mocker.stub.Template.Piece;
import dev.impulse.mocker.stub.Template.Source;
import dev.impulse.schema.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads templates as people write them: `r-{{path.id}}`, `{{query.page:-1}}`, `{{header.X-Tenant}}`,
/// `{{json.items.0.id}}`; `{{{{` stands for `{{`.
public final class TemplateText {

    private static final List<String> SOURCES = List.of("path", "query", "header", "json");
    private static final String EXPECTED = "path.NAME, query.NAME, header.NAME or json.NAME";
    private static final Pattern STEP = Pattern.compile("\\G(?:\\.|^)(?:'([^']+)'|([^.']+))");

    private TemplateText() {}

    /// Says that a text is no template.
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int index;
        private final String expected;

        Malformed(int index, String what, String expected) {
            super(what, null, false, false);
            this.index = index;
            this.expected = expected;
        }

        /// Where in the text.
        public int index() {
            return index;
        }

        /// What was wrong.
        public String what() {
            return String.valueOf(getMessage());
        }

        /// What would be right.
        public String expected() {
            return expected;
        }
    }

    /// Reads a text.
    ///
    /// @param form of the values in it
    public static Template parse(String text, Form form) throws Malformed {
        List<Piece> pieces = new ArrayList<>();
        var letters = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("{{{{", at)) {
                letters.append("{{");
                at += 4;
            } else if (text.startsWith("{{", at)) {
                int end = text.indexOf("}}", at);
                if (end < 0) {
                    throw new Malformed(at, "{{ without }}", "{{{{ where {{ is meant");
                }
                if (!letters.isEmpty()) {
                    pieces.add(new Letters(letters.toString()));
                    letters.setLength(0);
                }
                pieces.add(inserted(text.substring(at + 2, end), at, form));
                at = end + 2;
            } else {
                letters.append(text.charAt(at++));
            }
        }
        if (!letters.isEmpty()) {
            pieces.add(new Letters(letters.toString()));
        }
        return new Template(pieces);
    }

    private static Inserted inserted(String written, int at, Form form) throws Malformed {
        int mark = written.indexOf(":-");
        String value = (mark < 0 ? written : written.substring(0, mark)).strip();
        String otherwise = mark < 0 ? "" : written.substring(mark + 2).strip();
        int dot = value.indexOf('.');
        String kind = dot < 0 ? value : value.substring(0, dot);
        String name = dot < 0 ? "" : value.substring(dot + 1);
        if (!SOURCES.contains(kind)) {
            String nearest = Nearest.of(kind, SOURCES);
            throw new Malformed(
                    at,
                    "{{" + written + "}}",
                    nearest == null ? EXPECTED : "did you mean {{" + nearest + "." + name + "}}?");
        }
        if (name.isEmpty() && !kind.equals("json")) {
            throw new Malformed(at, "{{" + written + "}}", EXPECTED);
        }
        return new Inserted(source(kind, name, at), otherwise, form);
    }

    private static Source source(String kind, String name, int at) throws Malformed {
        return switch (kind) {
            case "path" -> new Source.PathValue(name);
            case "query" -> new Source.QueryValue(name);
            case "header" -> new Source.HeaderValue(name);
            default -> new Source.JsonValue(steps(name, at));
        };
    }

    private static List<String> steps(String name, int at) throws Malformed {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(name);
        int end = 0;
        while (step.find()) {
            steps.add(step.group(1) == null ? step.group(2) : step.group(1));
            end = step.end();
        }
        if (end < name.length()) {
            throw new Malformed(
                    at, "{{json." + name + "}}", "names and places with dots between, such as json.items.0.id");
        }
        return steps;
    }
}
