package dev.impulse.ci.command;

import dev.impulse.ci.run.Generator;

/// Where the command meets the load generator.
final class LoadTestRunner {
    private LoadTestRunner() {}

    static Generator generator() {
        return (loadTest, observer) -> {
            throw new UnsupportedOperationException("the load generator is not part of this build");
        };
    }
}
