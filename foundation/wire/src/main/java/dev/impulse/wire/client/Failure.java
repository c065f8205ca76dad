package dev.impulse.wire.client;

/// Why there is no whole answer: an outcome, not a bug.
///
/// @param reason for people, with the address
public record Failure(Kind kind, String reason) {

    /// How it failed.
    public enum Kind {
        /// The request cannot be sent as it was made: a mistake of the caller's.
        UNSENDABLE,
        /// No connection could be had: refused, unreachable, the host has no address, or it is not allowed.
        REFUSED,
        /// The connection was cut before the answer was whole.
        RESET,
        /// The connection was not up, or none was free, in time.
        CONNECT_TIMEOUT,
        /// The answer was not whole in time.
        REQUEST_TIMEOUT,
        /// The answer broke RFC 9112, or TLS failed.
        PROTOCOL
    }
}
