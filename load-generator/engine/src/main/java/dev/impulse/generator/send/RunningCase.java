package dev.impulse.generator.send;

import dev.impulse.generator.TestCase;
import dev.impulse.generator.source.Feeds;
import dev.impulse.load.LoadGenerator;

/// A test case in a worker, with the one instance of its scenario. Immutable; any thread.
///
/// @param index its place in the load test
/// @param feeds the rows that its triggers get
public record RunningCase(int index, String name, LoadGenerator scenario, TestCase.Threads threads, Feeds feeds) {

    /// One without rows.
    public RunningCase(int index, String name, LoadGenerator scenario, TestCase.Threads threads) {
        this(index, name, scenario, threads, Feeds.NONE);
    }
}
