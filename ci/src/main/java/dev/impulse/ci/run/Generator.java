package dev.impulse.ci.run;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;

/// What runs a load test: the load generator in this process, or, later, workers elsewhere. Blocks until the last phase has ended.
@FunctionalInterface
public interface Generator {
    Result run(LoadTest loadTest, Observer observer);
}
