package dev.impulse.ci.provision;

/// A scenario could not be made when the load test wanted it: a mistake in the user's code that only shows when it
/// runs.
public final class BrokenScenario extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenScenario(String message, Throwable cause) {
        super(message, cause);
    }
}
