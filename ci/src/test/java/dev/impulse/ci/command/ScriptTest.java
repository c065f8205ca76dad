package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `impulse`, as far as it goes without building: how it looks for a JDK.
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "impulse").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void aHomeWithoutAJdkIsToldWithWhatToDo() throws Exception {
        assertThat(impulse(folder)).contains("IMPULSE_JAVA_HOME").contains("25");
    }

    @Test
    void anOlderJdkIsNotTaken() throws Exception {
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        assertThat(impulse(folder)).contains("IMPULSE_JAVA_HOME").contains("25");
    }

    /// What it says when it does not start.
    private static String impulse(Path javaHome) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(SCRIPT.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("IMPULSE_JAVA_HOME", javaHome.toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isNotZero();
        return said;
    }
}
