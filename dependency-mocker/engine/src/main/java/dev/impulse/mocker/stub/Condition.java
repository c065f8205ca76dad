package dev.impulse.mocker.stub;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a stub asks of a call beyond method and path.
public sealed interface Condition {

    /// Whether it is true of the call.
    boolean isMetBy(Call call);

    /// As it would be written, such as `query currency: EUR`.
    String text();

    /// A parameter of the query: one of those of that name.
    record QueryParameter(String name, Expected expected) implements Condition {
        @Override
        public boolean isMetBy(Call call) {
            return expected.isMetByOneOf(call.queries(name));
        }

        @Override
        public String text() {
            return "query " + name + ": " + expected.text();
        }
    }

    /// A header field: one of those of that name.
    record Header(String name, Expected expected) implements Condition {
        @Override
        public boolean isMetBy(Call call) {
            return expected.isMetByOneOf(call.headers(name));
        }

        @Override
        public String text() {
            return "header " + name + ": " + expected.text();
        }
    }

    /// The body, which is JSON and holds at least what is expected.
    record Json(Expected expected) implements Condition {
        @Override
        public boolean isMetBy(Call call) {
            @Nullable JsonNode json = call.json();
            return json != null && expected.isMetBy(json);
        }

        @Override
        public String text() {
            return "JSON body having " + expected.text();
        }
    }

    /// Whatever code says. It runs on an event loop and must not block.
    record ByCode(Code code) implements Condition {
        @Override
        public boolean isMetBy(Call call) {
            return code.isMetBy(call);
        }

        @Override
        public String text() {
            return "a condition in code";
        }
    }

    /// Looks at a call.
    @FunctionalInterface
    interface Code {

        boolean isMetBy(Call call);
    }
}
