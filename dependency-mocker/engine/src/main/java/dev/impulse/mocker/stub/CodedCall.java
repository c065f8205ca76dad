package dev.impulse.mocker.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A call as code of a mock sees it.
record CodedCall(Call call, PathPattern pattern) implements dev.impulse.mock.Call {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public String target() {
        return call.target();
    }

    @Override
    public String path(String name) {
        String value = pattern.value(name, call.path());
        if (value == null) {
            throw new IllegalArgumentException(
                    "{" + name + "} of " + pattern.text() + " (expected: one of " + pattern.names() + ")");
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        return call.query(name);
    }

    @Override
    public List<String> queries(String name) {
        return call.queries(name);
    }

    @Override
    public @Nullable String header(String name) {
        return call.header(name);
    }

    @Override
    public List<String> headers(String name) {
        return call.headers(name);
    }

    @Override
    public byte[] bytes() {
        return call.body();
    }

    @Override
    public String text() {
        return call.text();
    }

    @Override
    public JsonNode json() {
        JsonNode json = call.json();
        return json == null ? MissingNode.getInstance() : json;
    }

    @Override
    public <T> T as(Class<T> type) {
        try {
            return JSON.readValue(call.body(), type);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException(
                    "the body of " + call + " is no " + type.getSimpleName() + ": " + wrong.getOriginalMessage(),
                    wrong);
        }
    }
}
