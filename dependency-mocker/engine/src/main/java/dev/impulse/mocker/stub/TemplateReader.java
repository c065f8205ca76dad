package dev.impulse.mocker.stub;

import dev.impulse.mocker.stub.Template.Form;
import dev.impulse.mocker.stub.Template.Inserted;
import dev.impulse.mocker.stub.Template.Source;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads texts and JSON bodies in which values of the request may stand.
final class TemplateReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<String> names;

    /// @param names of the parts of the path
    TemplateReader(List<String> names) {
        this.names = names;
    }

    /// A text of the file.
    @Nullable
    Template template(Value value, String text, Form form) {
        try {
            Template template = TemplateText.parse(text, form);
            return areKnown(value, template) ? template : null;
        } catch (TemplateText.Malformed malformed) {
            value.refuseAt(malformed.index(), malformed.what(), malformed.expected());
            return null;
        }
    }

    /// The text of a file that the value names.
    @Nullable
    Template fileTemplate(Value value, String text, Form form) {
        try {
            Template template = TemplateText.parse(text, form);
            return areKnown(value, template) ? template : null;
        } catch (TemplateText.Malformed malformed) {
            long line = 1
                    + text.substring(0, malformed.index())
                            .chars()
                            .filter(letter -> letter == '\n')
                            .count();
            value.refuse("in line " + line + " of it: " + malformed.what(), malformed.expected());
            return null;
        }
    }

    private boolean areKnown(Value value, Template template) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Inserted inserted
                    && inserted.source() instanceof Source.PathValue path
                    && !names.contains(path.name())) {
                value.refuse(
                        "{{path." + path.name() + "}}: the path has no {" + path.name() + "}",
                        Nearest.advice(path.name(), names));
                return false;
            }
        }
        return true;
    }

    /// A JSON body, written as YAML: a text that is a value of the request and nothing else keeps that value's type.
    @Nullable
    Template json(Value value) {
        List<Template> parts = new ArrayList<>();
        return json(value, parts) ? Template.joined(parts) : null;
    }

    private boolean json(Value value, List<Template> parts) {
        return switch (value.node()) {
            case Node.Mapping mapping -> members(value, parts);
            case Node.Sequence sequence -> elements(value, parts);
            case Node.Scalar scalar -> scalar(value, scalar.meaning(), parts);
        };
    }

    private boolean members(Value value, List<Template> parts) {
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return false;
        }
        boolean whole = true;
        String before = "{";
        for (Map.Entry<String, Value> member : section.named().entrySet()) {
            parts.add(Template.constant(before + JSON.writeValueAsString(member.getKey()) + ":"));
            whole &= json(member.getValue(), parts);
            before = ",";
        }
        parts.add(Template.constant(before.equals("{") ? "{}" : "}"));
        return whole;
    }

    private boolean elements(Value value, List<Template> parts) {
        boolean whole = true;
        parts.add(Template.constant("["));
        List<Value> items = value.itemOrItems();
        for (int index = 0; index < items.size(); index++) {
            if (index > 0) {
                parts.add(Template.constant(","));
            }
            whole &= json(items.get(index), parts);
        }
        parts.add(Template.constant("]"));
        return whole;
    }

    private boolean scalar(Value value, @Nullable Object meaning, List<Template> parts) {
        switch (meaning) {
            case null -> parts.add(Template.constant("null"));
            case Boolean flag -> parts.add(Template.constant(flag.toString()));
            case BigInteger number -> parts.add(Template.constant(number.toString()));
            case BigDecimal number -> parts.add(Template.constant(number.toString()));
            case String text -> {
                Template template = text(value, text);
                if (template == null) {
                    return false;
                }
                parts.add(template);
            }
            default -> {
                value.refuse("a number that JSON knows");
                return false;
            }
        }
        return true;
    }

    private @Nullable Template text(Value value, String text) {
        Template template = template(value, text, Form.JSON_TEXT);
        if (template == null) {
            return null;
        }
        if (template.pieces().size() == 1 && template.pieces().getFirst() instanceof Inserted alone) {
            return new Template(List.of(new Inserted(alone.source(), alone.otherwise(), Form.JSON_VALUE)));
        }
        List<Template.Piece> pieces = new ArrayList<>();
        pieces.add(new Template.Letters("\""));
        for (Template.Piece piece : template.pieces()) {
            pieces.add(
                    piece instanceof Template.Letters letters ? new Template.Letters(quoted(letters.text())) : piece);
        }
        pieces.add(new Template.Letters("\""));
        return Template.joined(List.of(new Template(pieces)));
    }

    private static String quoted(String text) {
        String quoted = JSON.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
