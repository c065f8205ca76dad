package dev.impulse.ci.run;

import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Witness;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.worker.HistogramsNotWritten;

/// What runs a load test: the load generator in this process, or, later, workers elsewhere. Blocks until the last phase
/// has ended.
@FunctionalInterface
public interface Generator {
    /// @param witness sees what is around it
    /// @param folder where histograms go, and where it is said how far the run is
    /// @param stop lets it be ended early
    /// @throws CouldNotStart before any phase, when a scenario's set-up fails
    /// @throws HistogramsNotWritten when they cannot be written; with the result, where there is one
    /// @throws InterruptedException when the caller is interrupted; the load test then ends at once
    Result run(LoadTest loadTest, Observer observer, Witness witness, RunFolder folder, Stop stop)
            throws CouldNotStart, InterruptedException;
}
