package dev.impulse.ci.publish;

import dev.impulse.generator.Result;
import dev.impulse.generator.report.Comparing;
import java.nio.file.Path;

/// An earlier result, which a run's own is put beside.
///
/// @param folder as it was asked for
public record Baseline(Path folder, Result result) {

    /// The result with what it is beside this one.
    public Result beside(Result now) {
        return now.beside(Comparing.of(now, result, folder.toString()));
    }
}
