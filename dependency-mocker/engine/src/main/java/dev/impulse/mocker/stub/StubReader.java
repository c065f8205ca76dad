package dev.impulse.mocker.stub;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a stub: a key for method and path, what else is asked of a call, and what it is answered with.
final class StubReader {

    static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete", "options", "any");
    static final Keys KEYS = Keys.of(Stream.concat(
                    METHODS.stream(),
                    Stream.of("name", "query", "headers", "having", "answer", "returns", "delay", "errors", "in"))
            .toArray(String[]::new));

    private static final String PATH = "a path such as /payments/{id}";
    private static final String REQUEST = "a method with a path, such as post: /payments/{id}";
    private static final Answer NOTHING = new Answer.Constant(Reply.of(200));

    private StubReader() {}

    /// @return null after a mistake
    static @Nullable Stub read(Value value) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        List<String> methods =
                METHODS.stream().filter(key -> section.optional(key) != null).toList();
        String method = methods.isEmpty() ? "any" : methods.getFirst();
        if (methods.isEmpty() && METHODS.stream().noneMatch(section::isMisspelt)) {
            value.refuse("no method", REQUEST);
        }
        for (String more : methods.subList(Math.min(1, methods.size()), methods.size())) {
            Value second = section.optional(more);
            if (second != null) {
                second.refuseKey("a second method", "one of " + String.join(", ", METHODS));
            }
        }
        PathPattern path = section.optional(method, StubReader::path);
        List<String> names = path == null ? List.of() : path.names();
        List<Condition> conditions = conditions(section);
        Answer answer = answer(section, path == null ? null : names);
        Behaviours behaviours = BehaviourReader.behaviours(section, names);
        String name = section.optional("name", Value::text);
        if (path == null || conditions == null || answer == null) {
            return null;
        }
        var request =
                new RequestMatcher(method.equals("any") ? null : method.toUpperCase(Locale.ROOT), path, conditions);
        return new Stub(name == null ? request.line() : name, request, answer, behaviours, value.origin());
    }

    private static @Nullable PathPattern path(Value value) {
        String text = value.text(PATH);
        if (text == null) {
            return null;
        }
        if (!text.startsWith("/") || text.contains("?") || text.contains("#")) {
            value.refuse(text.contains("?") ? PATH + "; what stands after ? goes under query" : PATH);
            return null;
        }
        try {
            return PathTemplate.parse(text);
        } catch (IllegalArgumentException malformed) {
            value.refuse(text + ": " + malformed.getMessage(), PATH);
            return null;
        }
    }

    /// @return null after a mistake
    private static @Nullable List<Condition> conditions(Section section) {
        List<Condition> conditions = new ArrayList<>();
        boolean whole = named(section.optional("query"), conditions, Condition.QueryParameter::new);
        whole &= named(section.optional("headers"), conditions, Condition.Header::new);
        Value having = section.optional("having");
        if (having != null) {
            Expected body = new ExpectedReader(false).read(having);
            if (body == null) {
                return null;
            }
            conditions.add(new Condition.Json(body));
        }
        return whole ? conditions : null;
    }

    private static boolean named(
            @Nullable Value value, List<Condition> conditions, BiFunction<String, Expected, Condition> condition) {
        if (value == null) {
            return true;
        }
        Section names = value.section(Keys.andNames());
        if (names == null) {
            return false;
        }
        boolean whole = true;
        for (Map.Entry<String, Value> written : names.named().entrySet()) {
            Expected expected = new ExpectedReader(true).read(written.getValue());
            whole &= expected != null;
            if (expected != null) {
                conditions.add(condition.apply(written.getKey(), expected));
            }
        }
        return whole;
    }

    /// @param names null when the path is not known: then any may be right
    private static @Nullable Answer answer(Section section, @Nullable List<String> names) {
        Value whole = section.optional("answer");
        Value body = section.optional("returns");
        if (whole != null && body != null) {
            body.refuseKey("a second answer", "answer or returns");
        }
        if (names == null) {
            return null;
        }
        var reader = new AnswerReader(names);
        return whole != null ? reader.read(whole) : body != null ? reader.returns(body) : NOTHING;
    }
}
