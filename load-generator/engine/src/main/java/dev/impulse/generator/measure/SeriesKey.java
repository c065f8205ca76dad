package dev.impulse.generator.measure;

import dev.impulse.load.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What a histogram holds.
///
/// @param request the request's name; null for the trigger as a whole
/// @param outcome how it failed; null when it was ok, and for what has no outcome
public record SeriesKey(
        int phase,
        int testCase,
        @Nullable String request,
        Kind kind,
        @Nullable ErrorKind outcome) {

    /// Which time it is.
    public enum Kind {
        /// From due (of later requests: from the call) to the end.
        RESPONSE("response"),
        /// From the first byte handed to the socket to the last byte read.
        SERVICE("service"),
        /// From due, with room free, to started.
        LATENESS("lateness"),
        /// From due to started, because a limit was reached; of a request: for a connection.
        WAITING("waiting"),
        /// What it took to open a request's connection, without TLS.
        CONNECT("connect"),
        /// What the handshake of TLS took on it.
        TLS("tls");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// As written in logs.
        public String text() {
            return text;
        }
    }
}
