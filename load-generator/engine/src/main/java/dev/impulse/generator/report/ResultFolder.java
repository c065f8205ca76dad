package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;

/// Where a result is kept: `result.json`, `summary.md`, `junit.xml`.
public final class ResultFolder {

    static final String RESULT = "result.json";
    static final String SUMMARY = "summary.md";
    private static final String JUNIT = "junit.xml";
    private static final String UNFINISHED = ".unfinished";
    private static final String GIVEN_UP = "the run that wrote it has no result: ";

    /// The names of the files that are written.
    public static final Set<String> FILES = Set.of(RESULT, SUMMARY, JUNIT);

    private ResultFolder() {}

    /// Says that a run has begun to which the folder belongs: until its result is written, there is none in it.
    ///
    /// @throws IOException when the folder cannot be written
    public static void begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(RESULT));
        Files.write(folder.resolve(RESULT + UNFINISHED), new byte[0]);
        for (var file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /// Says that a run that was begun will have no result.
    ///
    /// @throws IOException when the folder cannot be written
    public static void giveUp(Path folder, String why) throws IOException {
        Files.write(folder.resolve(RESULT + UNFINISHED), (GIVEN_UP + why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a run of Impulse's, of whatever version, has begun to write into a folder: what it wrote may be written
    /// over.
    public static boolean isOne(Path folder) {
        if (Files.isRegularFile(folder.resolve(RESULT + UNFINISHED))) {
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
        write(folder.resolve(SUMMARY), SummaryMarkdown.text(result));
        write(folder.resolve(JUNIT), JUnitXml.text(result));
        write(folder.resolve(RESULT), ResultJson.text(result));
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
        var begun = folder.resolve(RESULT + UNFINISHED);
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

    /// Under another name first: a reader never sees half a file.
    private static void write(Path file, String text) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        // Halves of characters, which a scenario's texts may end with, become a question mark.
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
