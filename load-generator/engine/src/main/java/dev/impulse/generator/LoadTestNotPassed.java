package dev.impulse.generator;

/// A load test failed or was inconclusive: fails the unit test that ran it. Its message is the verdict with its reason.
public final class LoadTestNotPassed extends AssertionError {
    private static final long serialVersionUID = 1L;

    LoadTestNotPassed(String message) {
        super(message);
    }
}
