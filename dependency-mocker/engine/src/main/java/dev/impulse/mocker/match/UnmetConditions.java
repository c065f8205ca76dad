package dev.impulse.mocker.match;

import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Condition;
import dev.impulse.mocker.stub.Expected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Says which of a stub's conditions a call does not meet, and how it would.
final class UnmetConditions {

    private UnmetConditions() {}

    static List<String> of(Call call, List<Condition> conditions) {
        List<String> unmet = new ArrayList<>();
        for (Condition condition : conditions) {
            if (!condition.isMetBy(call)) {
                unmet.add(text(call, condition));
            }
        }
        return unmet;
    }

    private static String text(Call call, Condition condition) {
        return switch (condition) {
            case Condition.QueryParameter query ->
                "query %s %s (expected: %s)"
                        .formatted(
                                query.name(),
                                call.query(query.name()) == null ? "is not there" : "differs",
                                query.expected().text());
            // What a header field should hold is often a secret.
            case Condition.Header header ->
                "header %s %s"
                        .formatted(header.name(), call.header(header.name()) == null ? "is not there" : "differs");
            case Condition.Json json -> {
                JsonNode body = call.json();
                yield body == null ? "the body is not JSON" : "body: " + first("", json.expected(), body);
            }
            case Condition.ByCode code -> "its condition in code is not met";
        };
    }

    /// The first value that is not as expected, with its place.
    private static String first(String path, Expected expected, @Nullable JsonNode value) {
        if (expected instanceof Expected.Members members && value != null && value.isObject()) {
            for (var member : members.members().entrySet()) {
                JsonNode below = value.get(member.getKey());
                if (!member.getValue().isMetBy(below)) {
                    String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    return first(name, member.getValue(), below);
                }
            }
        }
        return "%s%s (expected: %s)".formatted(path.isEmpty() ? "" : path + " ", shown(value), expected.text());
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "is not there";
        }
        return value.isNumber() || value.isBoolean() || value.isNull()
                ? "is " + value
                : value.isObject() ? "is an object" : value.isArray() ? "is a list" : "is another text";
    }
}
