package dev.impulse.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that is being put together: call [#send] once, last. For one thread.
public interface Request {

    /// Adds a header field. `Host`, `Content-Length` and `Transfer-Encoding` are set by the client.
    ///
    /// @throws IllegalArgumentException if the name is not a token or the value holds CR, LF or NUL (RFC 9110, section
    ///     5.5)
    Request header(String name, String value);

    /// Adds a parameter to the query, percent-encoded.
    Request query(String name, Object value);

    /// A JSON body, written by Jackson, with `Content-Type: application/json`.
    ///
    /// @param value a record, data class, map, list, string, number, tree or null
    Request json(@Nullable Object value);

    /// Adds a field to a form body, with `Content-Type: application/x-www-form-urlencoded`.
    Request form(String name, Object value);

    /// A text body in UTF-8, with `Content-Type: text/plain; charset=utf-8` unless a header says otherwise.
    Request body(String text);

    /// A body of bytes, with `Content-Type: application/octet-stream` unless a header says otherwise. Not copied.
    Request body(byte[] bytes);

    /// The name under which the request is measured. Without one: its method and path, numbers and long hexadecimal
    /// parts of the path replaced by `{}`.
    Request named(String name);

    /// How long to wait for the whole answer, from the first byte sent; 10 s when nothing is said.
    Request timeout(Duration timeout);

    /// How many bytes of the answer's body are kept for reading; 1 MiB when nothing is said. The rest is counted and
    /// let go.
    Request keeping(long bytes);

    /// Hands each piece of the answer's body over as it arrives, instead of keeping it. The array is only valid during
    /// the call, which runs on the event loop: it must not block.
    Request streaming(Consumer<byte[]> pieces);

    /// Sends the request and waits for the answer.
    ///
    /// A status from 400 on fails the request and its trigger, unless [Answer#expect] accepts it.
    ///
    /// @throws RequestFailed when there is no whole answer; the trigger fails with its [ErrorKind]
    Answer send();

    /// Sends the request and returns at once; for requests at the same time, where [Load#together] does not fit.
    ///
    /// The future completes on the event loop, exceptionally with [RequestFailed] when there is no whole answer. What
    /// is hung on it must not block.
    CompletableFuture<Answer> sendAsync();
}
