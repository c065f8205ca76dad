package dev.impulse.generator.source;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A file of rows that cannot be used, with all that is wrong in its first lines.
public final class BrokenRows extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param line from 1; 0 for the whole file
    public record Problem(long line, String what, String expected) {

        private String text(Path file) {
            return file + (line == 0 ? "" : ":" + line) + ": " + what + " (expected: " + expected + ")";
        }
    }

    BrokenRows(Path file, List<Problem> problems) {
        super(problems.stream().map(problem -> problem.text(file)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, in the order of the file.
    public List<Problem> problems() {
        return problems;
    }
}
