package dev.impulse.ci.command;

import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.run.Generator;
import dev.impulse.generator.TargetNotAllowed;
import dev.impulse.generator.worker.LoopStuck;
import dev.impulse.generator.worker.SetUpFailed;

/// Where the command meets the load generator: in this process, on as many loops as it takes.
final class LoadTestRunner {
    private LoadTestRunner() {}

    static Generator generator() {
        return (loadTest, observer, witness, folder, stop) -> {
            try {
                return loadTest.run(observer, witness, folder, stop);
            } catch (SetUpFailed | LoopStuck | TargetNotAllowed failed) {
                throw new CouldNotStart(String.valueOf(failed.getMessage()));
            }
        };
    }
}
