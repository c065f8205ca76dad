package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/// Where a result is kept: `result.json`, `summary.md`, `junit.xml`.
public final class ResultFolder {

    static final String RESULT = "result.json";
    static final String SUMMARY = "summary.md";
    private static final String JUNIT = "junit.xml";
    private static final String UNFINISHED = ".unfinished";

    /// The names of the files that are written.
    public static final Set<String> FILES = Set.of(RESULT, SUMMARY, JUNIT);

    private ResultFolder() {}

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

    /// Under another name first: a reader never sees half a file.
    private static void write(Path file, String text) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        // Halves of characters, which a scenario's texts may end with, become a question mark.
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
