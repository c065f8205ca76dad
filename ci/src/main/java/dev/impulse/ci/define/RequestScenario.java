package dev.impulse.ci.define;

import dev.impulse.load.Answer;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.Request;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scenario of one request that is the same for every trigger. Immutable; triggers share it.
///
/// @param target a path, or a whole URL
/// @param expected the statuses that are right; when empty, those below 400
/// @param name under which the request is measured; null for its method and path
/// @param timeout null for the load test's
public record RequestScenario(
        String method,
        String target,
        List<Field> headers,
        List<Field> query,
        Body body,
        List<Integer> expected,
        @Nullable String name,
        @Nullable Duration timeout)
        implements LoadGenerator {

    /// A header field, a parameter of the query or a field of a form.
    public record Field(String name, String value) {}

    /// What the request carries.
    public sealed interface Body {

        /// Nothing.
        record None() implements Body {}

        /// @param value maps, lists, texts, numbers, booleans or null
        record Json(@Nullable Object value) implements Body {}

        record Text(String text) implements Body {}

        record Form(List<Field> fields) implements Body {
            public Form {
                fields = List.copyOf(fields);
            }
        }
    }

    public RequestScenario {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
        expected = List.copyOf(expected);
    }

    /// A request with nothing but its method and target.
    public RequestScenario(String method, String target) {
        this(method, target, List.of(), List.of(), new Body.None(), List.of(), null, null);
    }

    /// The same, measured under a name.
    public RequestScenario named(String name) {
        return new RequestScenario(method, target, headers, query, body, expected, name, timeout);
    }

    @Override
    public void run(Load load) {
        Request request = load.request(method, target);
        switch (body) {
            case Body.None none -> {}
            case Body.Json json -> request.json(json.value());
            case Body.Text text -> request.body(text.text());
            case Body.Form form -> form.fields().forEach(field -> request.form(field.name(), field.value()));
        }
        // After the body: a content type of the file's own goes before the body's.
        headers.forEach(field -> request.header(field.name(), field.value()));
        query.forEach(field -> request.query(field.name(), field.value()));
        if (name != null) {
            request.named(name);
        }
        if (timeout != null) {
            request.timeout(timeout);
        }
        Answer answer = request.send();
        if (!expected.isEmpty()) {
            answer.expect(expected.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
