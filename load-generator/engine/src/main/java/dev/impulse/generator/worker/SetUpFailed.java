package dev.impulse.generator.worker;

import java.util.concurrent.ExecutionException;

/// A scenario's set-up threw: nothing was started.
public final class SetUpFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SetUpFailed(String testCase, ExecutionException failure) {
        super(testCase + ": set-up failed: " + failure.getCause(), failure.getCause());
    }
}
