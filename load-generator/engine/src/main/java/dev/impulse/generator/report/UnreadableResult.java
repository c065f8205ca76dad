package dev.impulse.generator.report;

/// There is no result where one was looked for, or it cannot be read; the message says what was found and what is
/// expected.
public final class UnreadableResult extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableResult(String message) {
        super(message);
    }
}
