package dev.impulse.mocker.stub;

import java.util.List;

/// A text in which values of the request stand.
public record Template(List<Piece> pieces) {

    public Template {
        pieces = List.copyOf(pieces);
    }

    /// Whether it is the same for all calls.
    public boolean isConstant() {
        return pieces.stream().allMatch(Letters.class::isInstance);
    }

    /// A part of the text.
    public sealed interface Piece {}

    /// Text that stands for itself.
    public record Letters(String text) implements Piece {}

    /// A value of the request.
    ///
    /// @param otherwise what stands there when the request has none
    public record Inserted(Source source, String otherwise) implements Piece {}

    /// Where in a request a value is found.
    public sealed interface Source {

        /// What a segment of the path holds, decoded.
        record PathValue(String name) implements Source {}

        /// What a parameter of the query holds, decoded.
        record QueryValue(String name) implements Source {}

        /// What a header field holds.
        record HeaderValue(String name) implements Source {}

        /// What stands in the body, which is JSON; objects and lists as JSON.
        record JsonValue(List<String> steps) implements Source {
            public JsonValue {
                steps = List.copyOf(steps);
            }
        }
    }
}
