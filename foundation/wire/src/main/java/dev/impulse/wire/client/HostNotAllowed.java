package dev.impulse.wire.client;

/// Nothing may be sent to a host; the message says why, and how it would be allowed.
final class HostNotAllowed extends Exception {
    private static final long serialVersionUID = 1L;

    HostNotAllowed(String refusal) {
        super(refusal);
    }
}
