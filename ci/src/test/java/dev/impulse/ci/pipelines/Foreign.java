package dev.impulse.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Programs that nobody here wrote. A developer's machine need not have them, and the tests that need them are then
/// skipped with the reason; where `IMPULSE_TEST_TOOLS` says `required`, as `.ci/run` does, that is a failure.
public final class Foreign {
    private static final boolean REQUIRED = "required".equals(System.getenv("IMPULSE_TEST_TOOLS"));

    private Foreign() {}

    /// A program on the path.
    public static String program(String name) {
        Optional<Path> program = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        need(program.isPresent(), name + " is not installed");
        return program.orElseThrow().toString();
    }

    /// The folder of a module that npm has installed for all.
    static Path npmModule(String name) throws IOException, InterruptedException {
        Process npm = new ProcessBuilder(program("npm"), "root", "--global")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path module;
        try (var lines = npm.inputReader()) {
            module = Path.of(String.valueOf(lines.readLine()), name);
        }
        npm.waitFor();
        need(Files.isDirectory(module), "npm's " + name + " is not installed");
        return module;
    }

    /// Skips the test that calls it, or fails it where all tools are required.
    public static void need(boolean there, String otherwise) {
        if (REQUIRED) {
            assertThat(there).as(otherwise).isTrue();
        }
        assumeThat(there).as(otherwise).isTrue();
    }
}
