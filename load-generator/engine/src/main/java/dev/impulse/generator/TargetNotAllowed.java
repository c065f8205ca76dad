package dev.impulse.generator;

import java.net.URI;

/// A load test's target has a public address and is not named as allowed: nothing was started. The message says how it
/// would be.
public final class TargetNotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TargetNotAllowed(URI target, String refusal) {
        super("target: " + target + ": " + refusal);
    }
}
