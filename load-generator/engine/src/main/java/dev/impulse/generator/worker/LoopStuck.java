package dev.impulse.generator.worker;

import java.util.List;

/// A trigger did not give its loop back when the load test was over: what the loop has counted cannot be had, so there
/// is no result.
public final class LoopStuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param stack of what runs on the loop
    LoopStuck(int loop, List<StackTraceElement> stack) {
        super("loop " + loop
                + " is stuck: a trigger does not give it back (expected: code that ends, or threads: own for"
                + " its test case); it is in " + StackText.of(stack));
    }
}
