package dev.impulse.generator.worker;

/// A scenario's set-up threw: nothing was started.
public final class SetUpFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SetUpFailed(String testCase, Throwable cause) {
        super(testCase + ": set-up failed: " + cause, cause);
    }
}
