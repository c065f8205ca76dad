package dev.impulse.ci.publish;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What people and pipelines get to see of a run.
///
/// @param definition the load test's file, kept as written; null when there is none
public record Publication(ResultsFolder folder, @Nullable Path definition) {

    /// The first line of a run.
    public String headline(LoadTest loadTest) {
        return "%s · %s · seed %d".formatted(loadTest.name(), loadTest.target(), loadTest.seed());
    }

    /// Shows progress as a line that changes.
    public Observer observer(LoadTest loadTest, Consumer<String> status) {
        return progress -> status.accept(progress.phase().name());
    }

    /// Writes the result's files.
    public void write(Result result) throws IOException {
        if (definition != null) {
            Files.copy(definition, folder.path().resolve(String.valueOf(definition.getFileName())));
        }
    }

    /// What is left on the terminal.
    public String summary(Result result, boolean colours) {
        return result.reason() + System.lineSeparator() + "report  " + folder.path();
    }
}
