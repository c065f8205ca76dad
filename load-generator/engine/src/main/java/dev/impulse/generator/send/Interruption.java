package dev.impulse.generator.send;

/// A scenario's thread was interrupted while it waited: by its own code, or because a call beside it failed.
final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interruption() {
        super("interrupted while waiting");
    }
}
