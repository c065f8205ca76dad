package dev.impulse.benchmarks.soak;

import dev.impulse.generator.TestCase;

/// One kind of client or of waiting, run as a test case.
///
/// @param perSecond how many triggers a second
record Kind(String name, double perSecond, Counted scenario) {

    TestCase testCase() {
        return new TestCase(name, () -> scenario);
    }
}
