package dev.impulse.ci.publish;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.report.Colours;
import dev.impulse.generator.report.LiveLine;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.report.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What people and pipelines get to see of a run.
///
/// @param file the load test's, kept as it was when the run began; null when there is none
public record Publication(ResultsFolder folder, @Nullable WrittenLoadTest file) {
    private static final int WIDE = 400;

    /// The first line of a run.
    public String headline(LoadTest loadTest) {
        String profile = file == null || file.profile() == null ? "" : " · profile " + file.profile();
        return "%s%s · %s · seed %d".formatted(loadTest.name(), profile, loadTest.target(), loadTest.seed());
    }

    /// Shows progress as a line that changes.
    ///
    /// @param columns how wide the terminal is now; 0 when there is none
    /// @param happening the names of the hooks that are at work now
    public Observer observer(
            LoadTest loadTest, IntSupplier columns, Supplier<List<String>> happening, Consumer<String> status) {
        return progress -> {
            int width = columns.getAsInt() > 0 ? columns.getAsInt() - 1 : WIDE;
            status.accept(LiveLine.text(progress, loadTest.phases(), happening.get(), width));
        };
    }

    /// Where histograms go, and where it is said how far the run is.
    public RunFolder run() {
        return folder.run();
    }

    /// Writes the result's files.
    ///
    /// @throws IOException when the folder cannot be written
    public void write(Result result) throws IOException {
        if (file != null) {
            Files.write(folder.keptAs(file), file.text().getBytes(StandardCharsets.UTF_8));
        }
        folder.run().write(result.writtenAs(file));
    }

    /// What is left on the terminal.
    public String summary(Result result, boolean colours) {
        return Summary.text(result, folder.path(), colours ? Colours.ANSI : Colours.NONE)
                .stripTrailing();
    }
}
