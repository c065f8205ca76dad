package dev.impulse.generator;

import dev.impulse.load.LoadGenerator;
import java.util.function.Supplier;

/// A scenario under a name.
///
/// @param scenario makes the instance that serves this test case in a worker; called once
/// @param threads what its triggers run on
public record TestCase(String name, Supplier<? extends LoadGenerator> scenario, Threads threads) {

    /// What the triggers of a test case run on.
    public enum Threads {
        /// Virtual threads on the event loop: the cheapest, for code that waits more than it computes.
        LOOP,
        /// Virtual threads on the JVM's own scheduler: for code that computes, or that blocks where the loop must not
        /// (files, look-ups of names, waiting inside a class initialiser or native code).
        OWN
    }

    /// A test case on the event loop.
    public TestCase(String name, Supplier<? extends LoadGenerator> scenario) {
        this(name, scenario, Threads.LOOP);
    }
}
