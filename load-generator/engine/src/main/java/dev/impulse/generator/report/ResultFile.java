package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/// A file in which a result is kept: all of it is a function of the result.
public enum ResultFile {
    /// For people, in a merge request or a chat.
    SUMMARY("md", "summary.md", SummaryMarkdown::text),
    /// For pipelines.
    JUNIT("junit", "junit.xml", JUnitXml::text),
    /// For programs; what the others can be made from again.
    RESULT("json", "result.json", ResultJson::text);

    static final String UNFINISHED = ".unfinished";

    private final String format;
    private final String fileName;

    @SuppressWarnings("ImmutableEnumChecker") // references to static methods
    private final Function<Result, String> text;

    ResultFile(String format, String fileName, Function<Result, String> text) {
        this.format = format;
        this.fileName = fileName;
        this.text = text;
    }

    /// As people ask for it, such as `md`.
    public String format() {
        return format;
    }

    /// Such as `summary.md`.
    public String fileName() {
        return fileName;
    }

    /// All that is in it.
    public String text(Result result) {
        return text.apply(result);
    }

    /// Writes it, under another name first: a reader never sees half a file.
    ///
    /// @throws IOException when the folder cannot be written
    public void write(Result result, Path folder) throws IOException {
        var unfinished = folder.resolve(fileName + UNFINISHED);
        // Halves of characters, which a scenario's texts may end with, become a question mark.
        Files.write(unfinished, text(result).getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, folder.resolve(fileName), StandardCopyOption.REPLACE_EXISTING);
    }
}
