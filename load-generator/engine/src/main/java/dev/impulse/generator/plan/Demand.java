package dev.impulse.generator.plan;

/// What a phase asks of a test case.
public sealed interface Demand {

    /// Open model: triggers at a rate, whatever the SUT does.
    record Open(Shape shape, Arrivals arrivals) implements Demand {}

    /// Closed model: a number of users, each of whom starts the next trigger when the last has ended.
    record Closed(int users) implements Demand {
        public Closed {
            if (users < 1) {
                throw new IllegalArgumentException("users: " + users + " (expected: 1 or more)");
            }
        }
    }
}
