package dev.impulse.maven;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.maven.Builds.Build;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `examples/standalone`, which is no module of this build, built as its users build it: `mvn verify`.
@Tag("packaged")
class StandaloneExampleTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 3, unit = MINUTES)
    void itsScenarioInKotlinIsATestAndALoadTestOfItsBuild() throws Exception {
        Path project = Builds.copied("standalone", folder.resolve("rates"));
        // How late the generator may be goes by the gates: with these a busy machine gives a verdict all the same.
        replace(project.resolve("loadtest.yaml"), "convert p99 < 1 s", "convert p99 < 60 s");
        replace(project.resolve("src/test/kotlin/com/example/rates/RatesHoldTest.kt"), "p99 < 5 s", "p99 < 60 s");

        Build build = new Builds().maven(project, Map.of(), "verify", "-Drates.port=" + freePort());

        assertThat(build.said())
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
                .contains("system up after", "passed   300 of 300 triggers", "[INFO] load test passed");
        assertThat(build.code()).as(build.said()).isZero();
        assertThat(project.resolve("target/impulse/loadtest/summary.md"))
                .content()
                .contains("convert");
    }

    private static void replace(Path file, String what, String by) throws IOException {
        assertThat(file).content().contains(what);
        Files.writeString(file, Files.readString(file).replace(what, by));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
