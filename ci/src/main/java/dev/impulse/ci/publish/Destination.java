package dev.impulse.ci.publish;

import dev.impulse.generator.report.ResultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a run's result goes.
public sealed interface Destination {

    /// Where it is, as it was asked for.
    Path path();

    /// What is wrong with it, before anything is written; null when nothing is.
    @Nullable
    String refusal();

    /// Makes the run's folder.
    ///
    /// @throws IOException when it cannot be made
    ResultsFolder create(String name, LocalDateTime now) throws IOException;

    /// A folder of its own for each run, under this one.
    record Under(Path path) implements Destination {
        @Override
        public @Nullable String refusal() {
            return null;
        }

        @Override
        public ResultsFolder create(String name, LocalDateTime now) throws IOException {
            return ResultsFolder.create(path, name, now);
        }
    }

    /// This very folder. What an earlier run wrote into it is written over; whatever else there is would be mistaken
    /// for a part of the result, or lost.
    record Exactly(Path path) implements Destination {
        private static final int SHOWN = 3;

        @Override
        public @Nullable String refusal() {
            if (!Files.exists(path)) {
                return null;
            }
            if (!Files.isDirectory(path)) {
                return "a file";
            }
            try (Stream<Path> files = Files.list(path)) {
                String found = files.map(file -> file.getFileName().toString())
                        .sorted()
                        .limit(SHOWN)
                        .reduce((some, more) -> some + ", " + more)
                        .orElse("");
                if (ResultFolder.isTaken(path)) {
                    return "another run writes into it at this moment";
                }
                return found.isEmpty() || ResultFolder.isOne(path)
                        ? null
                        : "not empty, and not the folder of a run (in it: " + found + ")";
            } catch (IOException unreadable) {
                return "cannot be read: " + unreadable.getMessage();
            }
        }

        @Override
        public ResultsFolder create(String name, LocalDateTime now) throws IOException {
            return ResultsFolder.at(path);
        }
    }
}
