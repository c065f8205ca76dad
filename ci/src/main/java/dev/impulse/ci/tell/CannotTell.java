package dev.impulse.ci.tell;

/// Metrics were asked for, and cannot be had in the way that was asked for. The message is for people.
public final class CannotTell extends Exception {
    private static final long serialVersionUID = 1L;

    CannotTell(String message) {
        super(message);
    }
}
