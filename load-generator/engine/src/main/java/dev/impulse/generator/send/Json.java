package dev.impulse.generator.send;

import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON of requests and answers, by Jackson with the modules that are on the class path (Kotlin's among them). Any
/// thread; made when the first scenario needs it.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().findAndAddModules().build();

    private Json() {}

    /// Loads Jackson with its modules, which takes tens of milliseconds, on a thread that may take its time.
    static void prepare() {
        Thread.ofPlatform().daemon().name("impulse-json").start(() -> {
            var answer = Map.of("ok", true);
            read(write(answer), Map.class);
            tree(write(answer));
        });
    }

    static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// @throws JacksonException when it is not JSON
    static JsonNode tree(byte[] body) {
        return MAPPER.readTree(body);
    }

    /// @throws JacksonException when it is not JSON, or does not fit
    @SuppressWarnings("TypeParameterUnusedInFormals") // a generic type says no more to the compiler
    static <T> T read(byte[] body, Type type) {
        return MAPPER.readValue(body, MAPPER.constructType(type));
    }
}
