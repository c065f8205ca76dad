package dev.impulse.mocker.stub;

/// What a call is answered with.
public sealed interface Answer {

    /// In a few words, such as `answered 200`.
    String text();

    /// Always the same bytes, which can be kept encoded.
    record Constant(Reply reply) implements Answer {
        @Override
        public String text() {
            return "answered " + reply.status();
        }
    }

    /// A status with header fields and a body in which values of the request stand.
    record Templated(ReplyTemplate template) implements Answer {
        @Override
        public String text() {
            return "answered " + template.status();
        }
    }

    /// Whatever code says. The code may block: it never runs on an event loop.
    record ByCode(Code code) implements Answer {
        @Override
        public String text() {
            return "answered by code";
        }
    }

    /// Answers a call.
    @FunctionalInterface
    interface Code {

        /// @throws Exception when it cannot: the call is answered 500 and counted as a failure of the mock
        Reply reply(Matched matched) throws Exception;
    }
}
