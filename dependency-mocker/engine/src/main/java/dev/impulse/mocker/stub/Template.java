package dev.impulse.mocker.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A text in which values of the request stand.
public record Template(List<Piece> pieces) {

    public Template {
        pieces = List.copyOf(pieces);
    }

    /// Text that is the same for all calls.
    public static Template constant(String text) {
        return new Template(List.of(new Letters(text)));
    }

    /// One text after the other.
    public static Template joined(List<Template> templates) {
        List<Piece> pieces = new ArrayList<>();
        for (Template template : templates) {
            for (Piece piece : template.pieces()) {
                if (piece instanceof Letters letters
                        && !pieces.isEmpty()
                        && pieces.getLast() instanceof Letters before) {
                    pieces.set(pieces.size() - 1, new Letters(before.text() + letters.text()));
                } else {
                    pieces.add(piece);
                }
            }
        }
        return new Template(pieces);
    }

    /// Whether it is the same for all calls.
    public boolean isConstant() {
        return pieces.stream().allMatch(Letters.class::isInstance);
    }

    /// The text of one that is constant.
    public String text() {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Letters letters -> letters.text();
                    case Inserted inserted ->
                        throw new IllegalStateException(
                                "a template with " + inserted.source() + " (expected: a constant)");
                })
                .collect(Collectors.joining());
    }

    /// A part of the text.
    public sealed interface Piece {}

    /// Text that stands for itself.
    public record Letters(String text) implements Piece {}

    /// A value of the request.
    ///
    /// @param otherwise what stands there when the request has none
    public record Inserted(Source source, String otherwise, Form form) implements Piece {}

    /// How a value is written where it stands.
    public enum Form {
        /// As it is.
        PLAIN,
        /// Inside a header field: control characters become spaces.
        FIELD,
        /// Inside a JSON text: escaped as JSON asks.
        JSON_TEXT,
        /// As a JSON value of its own: what comes out of JSON keeps its type, all else is a text.
        JSON_VALUE
    }

    /// Where in a request a value is found.
    public sealed interface Source {

        /// What a part of the path holds, decoded.
        record PathValue(String name) implements Source {}

        /// What a parameter of the query holds, decoded.
        record QueryValue(String name) implements Source {}

        /// What a header field holds.
        record HeaderValue(String name) implements Source {}

        /// What stands in the body, which is JSON; objects and lists as JSON.
        ///
        /// @param steps names of members, and places in lists, from 0
        record JsonValue(List<String> steps) implements Source {
            public JsonValue {
                steps = List.copyOf(steps);
            }
        }
    }
}
