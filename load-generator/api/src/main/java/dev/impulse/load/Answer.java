package dev.impulse.load;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What came back for a [Request]. For the thread that sent it.
public interface Answer {

    /// The status code, from 200 to 599.
    int status();

    /// The first header field of that name, in any case of letters; null when there is none.
    @Nullable
    String header(String name);

    /// All header fields of that name, in order.
    List<String> headers(String name);

    /// The bytes of the body that were kept.
    ///
    /// @throws IllegalStateException when the body was longer than what [Request#keeping] allowed
    byte[] bytes();

    /// The body as text, in the charset of its `Content-Type`, else UTF-8.
    String text();

    /// The body as a JSON tree.
    ///
    /// @throws RequestFailed of kind [ErrorKind#CHECK] when the body is not JSON
    JsonNode json();

    /// The body, read as JSON into a record or another type that Jackson reads.
    ///
    /// @throws RequestFailed of kind [ErrorKind#CHECK] when it does not fit
    <T> T as(Class<T> type);

    /// The body, read as JSON into a generic type, such as a list of records.
    ///
    /// @throws RequestFailed of kind [ErrorKind#CHECK] when it does not fit
    @SuppressWarnings("TypeParameterUnusedInFormals") // a generic type says no more to the compiler
    <T> T as(Type type);

    /// How many bytes the body had, kept or not.
    long bodyLength();

    /// Says which statuses are right. Any other fails the request and the trigger with [ErrorKind#STATUS].
    ///
    /// Say it before the trigger's next request begins: a request counts as it stands then, and what is found wrong
    /// with it later fails the trigger alone. Only a status from 400 on of which nothing was said waits for this until
    /// the trigger ends, with up to 16 requests of a trigger.
    ///
    /// @return this
    Answer expect(int... statuses);

    /// Fails the request and the trigger with [ErrorKind#CHECK] unless the condition holds.
    ///
    /// @return this
    Answer check(boolean condition, String reason, Object... values);
}
