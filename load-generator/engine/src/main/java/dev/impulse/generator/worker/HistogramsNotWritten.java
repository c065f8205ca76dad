package dev.impulse.generator.worker;

import dev.impulse.generator.Result;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The histograms of each second could not be written, as on a full disk.
public final class HistogramsNotWritten extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Result result;

    /// @param result of the load test, which ran to its end all the same; null when it was not begun
    HistogramsNotWritten(String why, @Nullable Result result) {
        super("the histograms of each second could not be written: " + why);
        this.result = result;
    }

    /// What the load test gave all the same; null when it was not begun.
    public @Nullable Result result() {
        return result;
    }
}
