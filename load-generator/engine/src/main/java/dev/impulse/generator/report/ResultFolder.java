package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a result is kept: `result.json`, `summary.md`, `junit.xml`.
public final class ResultFolder {

    private static final String RESULT = ResultFile.RESULT.fileName();
    private static final String BEGUN = RESULT + ResultFile.UNFINISHED;
    private static final String GIVEN_UP = "the run that wrote it has no result: ";

    /// The names of the files that are written.
    public static final Set<String> FILES =
            Arrays.stream(ResultFile.values()).map(ResultFile::fileName).collect(Collectors.toUnmodifiableSet());

    private ResultFolder() {}

    /// Says that a run has begun to which the folder belongs: until its result is written, there is none in it.
    ///
    /// @throws IOException when the folder cannot be written
    public static void begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(RESULT));
        Files.write(folder.resolve(BEGUN), new byte[0]);
        for (var file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /// Says that a run that was begun will have no result.
    ///
    /// @throws IOException when the folder cannot be written
    public static void giveUp(Path folder, String why) throws IOException {
        Files.write(folder.resolve(BEGUN), (GIVEN_UP + why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a run of Impulse's, of whatever version, has begun to write into a folder: what it wrote may be written
    /// over.
    public static boolean isOne(Path folder) {
        if (Files.isRegularFile(folder.resolve(BEGUN))) {
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
        var begun = folder.resolve(BEGUN);
        if (Files.exists(begun)) {
            return givenUp(begun)
                    .orElse("the run that wrote it has not ended, or was killed: there is no " + RESULT + " in it");
        }
        var expected = " (expected: the folder of a run, such as results/latest)";
        return Files.isDirectory(folder) ? "no " + RESULT + " in it" + expected : "no such folder" + expected;
    }

    private static Optional<String> givenUp(Path begun) {
        try {
            var text = Files.readString(begun).strip();
            return text.startsWith(GIVEN_UP) ? Optional.of(text) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
