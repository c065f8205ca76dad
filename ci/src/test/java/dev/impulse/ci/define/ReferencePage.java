package dev.impulse.ci.define;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Makes a reference page of a JSON Schema: each mapping of the file with its keys, in the schema's words.
final class ReferencePage {
    private static final String DEFS = "#/$defs/";

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();

    private ReferencePage(JsonNode schema) {
        this.schema = schema;
    }

    /// @param head the page's heading, and what is said below it
    static String of(String head, JsonNode schema) {
        ReferencePage reference = new ReferencePage(schema);
        reference.page.append(head);
        if (schema.has("properties")) {
            reference.mapping("The file", schema);
        }
        schema.get("$defs").properties().forEach(part -> {
            if (part.getValue().has("properties")) {
                reference.mapping("`" + part.getKey() + "`", part.getValue());
            }
        });
        reference.forms();
        return reference.page.toString();
    }

    private void mapping(String heading, JsonNode mapping) {
        page.append("\n## ").append(heading).append("\n\n");
        if (mapping.has("description")) {
            page.append(mapping.get("description").asString()).append("\n\n");
        }
        page.append("| key | takes | what |\n| --- | --- | --- |\n");
        Set<String> required = new LinkedHashSet<>();
        mapping.path("required").forEach(key -> required.add(key.asString()));
        mapping.path("else").path("required").forEach(key -> required.add(key.asString()));
        mapping.get("properties").properties().forEach(property -> {
            String must = required.contains(property.getKey()) ? " Must be there." : "";
            row("`" + property.getKey() + "`", property.getValue(), must);
        });
        mapping.path("patternProperties").properties().forEach(pattern -> row("a percentile", pattern.getValue(), ""));
        JsonNode others = mapping.path("additionalProperties");
        if (others.isObject()) {
            row("a name", others, "");
        }
    }

    private void row(String key, JsonNode value, String must) {
        page.append("| ").append(key).append(" | ").append(takes(value)).append(" | ");
        page.append(cell(description(value) + must)).append(" |\n");
    }

    private String description(JsonNode value) {
        if (value.has("description")) {
            return value.get("description").asString();
        }
        return value.has("$ref") ? description(target(value)) : "";
    }

    private JsonNode target(JsonNode value) {
        return schema.at(value.get("$ref").asString().substring(1));
    }

    /// What may stand there, in a few words.
    private String takes(JsonNode value) {
        if (value.has("$ref")) {
            return named(value);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (value.has(choice) && !value.has("properties")) {
                return choices(value.get(choice));
            }
        }
        if (value.has("enum")) {
            return words(value.get("enum"));
        }
        if (value.has("const")) {
            return "`" + value.get("const").asString() + "`";
        }
        JsonNode type = value.path("type");
        return switch (type.isString() ? type.asString() : type.isArray() ? "text" : "any") {
            case "integer" -> integer(value);
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> value.has("items") ? "a list of: " + takes(value.get("items")) : "a list";
            case "object" -> "names, each with " + eachTakes(value);
            case "any" -> "anything";
            default -> "a text";
        };
    }

    private String eachTakes(JsonNode value) {
        JsonNode each = value.path("additionalProperties");
        return each.isObject() ? takes(each) : "what the key above takes";
    }

    private String named(JsonNode value) {
        String pointer = value.get("$ref").asString();
        if (!pointer.startsWith(DEFS)) {
            return "as in the file";
        }
        String name = pointer.substring(DEFS.length());
        return target(value).has("properties")
                ? "[" + name + "](#" + name + ")"
                : isForm(target(value)) ? "[" + name + "](#forms)" : takes(target(value));
    }

    private static boolean isForm(JsonNode value) {
        return value.has("pattern") && value.has("description");
    }

    private String choices(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> !one.path("$ref").asString("").endsWith("/variable"))
                .map(this::takes)
                .distinct()
                .collect(Collectors.joining("; or "));
    }

    private static String words(JsonNode all) {
        List<String> words = new ArrayList<>();
        all.forEach(word -> words.add("`" + word.asString() + "`"));
        return String.join(", ", words);
    }

    private static String integer(JsonNode value) {
        return value.has("minimum") && value.has("maximum")
                ? "a whole number from %,d to %,d"
                        .formatted(
                                value.get("minimum").asLong(),
                                value.get("maximum").asLong())
                : "a whole number";
    }

    /// Texts that have a form of their own.
    private void forms() {
        page.append("\n## Forms\n\n| | |\n| --- | --- |\n");
        schema.get("$defs").properties().forEach(part -> {
            if (isForm(part.getValue())) {
                page.append("| ").append(part.getKey()).append(" | ");
                page.append(cell(part.getValue().get("description").asString())).append(" |\n");
            }
        });
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").strip();
    }
}
