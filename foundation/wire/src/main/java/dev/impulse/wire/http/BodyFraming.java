package dev.impulse.wire.http;

/// How an answer's body ends (RFC 9112, section 6.3).
public enum BodyFraming {
    /// There is none: the answer to a `HEAD` request, or of status 204 or 304.
    NONE,
    /// After as many bytes as `Content-Length` says.
    LENGTH,
    /// After a chunk of length 0 and the trailers.
    CHUNKED,
    /// With the connection.
    UNTIL_CLOSE
}
