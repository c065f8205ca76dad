package dev.impulse.generator.send;

import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON of requests and answers, by Jackson with the modules that are on the class path (Kotlin's among them). Any thread; made when the
/// first scenario needs it.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

    private Json() {}

    static byte[] write(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new RequestFailed(ErrorKind.CHECK, "the body is not JSON: " + e.getOriginalMessage());
        }
    }

    static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw new RequestFailed(
                    ErrorKind.CHECK, "the body is not a " + type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }
}
