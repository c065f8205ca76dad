package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.report.RunState.GivenUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a result is kept: `result.json`, `summary.md`, `junit.xml`.
public final class ResultFolder {

    private static final String RESULT = ResultFile.RESULT.fileName();

    /// The names of the files that are written.
    public static final Set<String> FILES =
            Arrays.stream(ResultFile.values()).map(ResultFile::fileName).collect(Collectors.toUnmodifiableSet());

    private ResultFolder() {}

    /// Whether a run of Impulse's, of whatever version, has begun to write into a folder: what it wrote may be written
    /// over.
    public static boolean isOne(Path folder) {
        if (RunJson.read(folder) != null) {
            return true;
        }
        try {
            return ResultReader.isResult(Files.readString(folder.resolve(RESULT)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Writes the files, and makes the folder if there is none. `result.json` comes last: where it is, the others are
    /// whole.
    ///
    /// @throws IOException when the folder cannot be written
    public static void write(Result result, Path folder) throws IOException {
        Files.createDirectories(folder);
        ResultFile.SUMMARY.write(result, folder);
        ResultFile.JUNIT.write(result, folder);
        ResultFile.RESULT.write(result, folder);
        Files.deleteIfExists(folder.resolve(RunJson.FILE));
    }

    /// Whether a run writes into a folder at this moment.
    ///
    /// @throws IOException when that cannot be found out
    public static boolean isTaken(Path folder) throws IOException {
        return RunLock.isTaken(folder);
    }

    /// Reads a result from its `result.json` alone.
    ///
    /// @throws UnreadableResult when there is none, or another version's, or the run that writes it has not ended
    public static Result read(Path folder) throws UnreadableResult {
        var file = folder.resolve(RESULT);
        try {
            return ResultReader.read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException none) {
            throw new UnreadableResult(folder + ": " + withoutResult(folder));
        } catch (IOException unreadable) {
            throw new UnreadableResult(
                    file + ": cannot be read: " + unreadable + " (expected: a file that Impulse has written)");
        }
    }

    private static String withoutResult(Path folder) {
        var begun = RunJson.read(folder);
        if (begun != null) {
            return begun.state() instanceof GivenUp(String why)
                    ? "the run that wrote it has no result: " + why
                    : "the run that wrote it has not ended, or was killed: there is no " + RESULT + " in it";
        }
        var expected = " (expected: the folder of a run, such as results/latest)";
        return Files.isDirectory(folder) ? "no " + RESULT + " in it" + expected : "no such folder" + expected;
    }
}
