package dev.impulse.mock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a dependency was asked. For the code that it is given to, until that returns.
public interface Call {

    /// Such as `POST`.
    String method();

    /// Path and query, as they were sent.
    String target();

    /// What the part of the path holds that the stub calls so, decoded.
    ///
    /// @throws IllegalArgumentException when the stub's path has no such part
    String path(String name);

    /// The first parameter of that name in the query, decoded; null when there is none.
    @Nullable
    String query(String name);

    /// All parameters of that name in the query, in order, decoded.
    List<String> queries(String name);

    /// The first header field of that name, in any case of letters; null when there is none.
    @Nullable
    String header(String name);

    /// All header fields of that name, in order.
    List<String> headers(String name);

    /// The bytes of the body. Not to be changed.
    byte[] bytes();

    /// The body as text, in the charset of its `Content-Type`, else UTF-8.
    String text();

    /// The body as a JSON tree; a missing node when it is not JSON.
    JsonNode json();

    /// The body, read as JSON into a record or another type that Jackson reads.
    ///
    /// @throws IllegalArgumentException when it does not fit
    <T> T as(Class<T> type);
}
