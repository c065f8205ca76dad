package dev.impulse.mocker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Behaviours;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Condition;
import dev.impulse.mocker.stub.Headers;
import dev.impulse.mocker.stub.PathTemplate;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.mocker.stub.RequestMatcher;
import dev.impulse.mocker.stub.Stub;
import dev.impulse.schema.Origin;
import dev.impulse.schema.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stubs and calls for tests.
public final class Stubs {

    private Stubs() {}

    /// Stubs for lines such as `POST /payments/{id}`; `ANY` stands for each method.
    public static List<Stub> of(String... lines) {
        List<Stub> stubs = new ArrayList<>();
        for (String line : lines) {
            stubs.add(stub(line, stubs.size()));
        }
        return stubs;
    }

    /// One stub.
    public static Stub stub(String line, int number, Condition... conditions) {
        String[] words = line.split(" ", 2);
        String method = words[0].equals("ANY") ? null : words[0];
        return new Stub(
                number + " " + line,
                new RequestMatcher(method, PathTemplate.parse(words[1]), List.of(conditions)),
                new Answer.Constant(Reply.of(200)),
                Behaviours.UNSAID,
                new Origin(Place.of("stubs.yaml"), "stubs[" + number + "]"));
    }

    /// A call without header fields and body.
    public static Call call(String method, String target) {
        return call(method, target, Map.of(), "");
    }

    /// A call.
    public static Call call(String method, String target, Map<String, String> headers, String body) {
        return new Call(method, target, headers(headers), body.getBytes(UTF_8));
    }

    private static Headers headers(Map<String, String> fields) {
        return new Headers() {
            @Override
            public @Nullable String first(String name) {
                return all(name).stream().findFirst().orElse(null);
            }

            @Override
            public List<String> all(String name) {
                return fields.entrySet().stream()
                        .filter(field -> field.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .toList();
            }
        };
    }
}
