package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.report.RunState.GivenUp;
import dev.impulse.generator.report.RunState.Starting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The folder of a run that goes on: from its begin on it says how far the run is, so that what is there can be read
/// even when the run is killed. Held by this process until it is closed.
///
/// ```java
/// try (var folder = RunFolder.begin(Path.of("results/shop"))) {
///     folder.write(loadTest.run(Observer.NONE, folder));
/// }
/// ```
public final class RunFolder implements Closeable {
    /// Where the histograms are, in the folder.
    public static final String HISTOGRAMS = "histograms";

    private final Path path;
    private final RunLock lock;

    private RunFolder(Path path, RunLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the folder, or takes that of an earlier run: its results and histograms go.
    ///
    /// @throws FolderTaken when another run writes into it
    /// @throws IOException when it cannot be made, or written to
    public static RunFolder begin(Path path) throws IOException {
        Files.createDirectories(path);
        var folder = new RunFolder(path, RunLock.take(path));
        try {
            // Until run.json is there the old result says whose the folder is.
            folder.say(new Starting());
            for (var file : ResultFolder.FILES) {
                Files.deleteIfExists(path.resolve(file));
            }
            delete(folder.histograms());
        } catch (IOException unwritable) {
            folder.close();
            throw unwritable;
        }
        return folder;
    }

    /// The folder itself.
    public Path path() {
        return path;
    }

    /// Where the histograms are written while the run goes on.
    public Path histograms() {
        return path.resolve(HISTOGRAMS);
    }

    /// Says how far the run is.
    ///
    /// @throws IOException when the folder cannot be written
    public void say(RunState state) throws IOException {
        new RunJson(state, ProcessHandle.current().pid(), Instant.now()).write(path);
    }

    /// Says that the run will have no result.
    ///
    /// @throws IOException when the folder cannot be written
    public void giveUp(String why) throws IOException {
        say(new GivenUp(why));
    }

    /// Writes the result.
    ///
    /// @throws IOException when the folder cannot be written
    public void write(Result result) throws IOException {
        ResultFolder.write(result, path);
    }

    /// Lets go of the folder.
    @Override
    public void close() {
        lock.close();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failed) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
