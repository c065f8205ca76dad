package dev.impulse.mocker.stub;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A body read as JSON.
///
/// @param tree null when it is none
record JsonBody(@Nullable JsonNode tree) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    static JsonBody of(byte[] body) {
        if (body.length == 0) {
            return new JsonBody(null);
        }
        try {
            JsonNode tree = MAPPER.readTree(body);
            return new JsonBody(tree.isMissingNode() ? null : tree);
        } catch (JacksonException notJson) {
            return new JsonBody(null);
        }
    }
}
