package dev.impulse.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
    @TempDir
    Path folder;

    @Test
    void aJdkOfTheReleaseFitsAndOthersDoNot() throws IOException {
        assertThat(Jdks.fits(jdk("a", "25.0.3"))).isTrue();
        assertThat(Jdks.fits(jdk("b", "25"))).isTrue();
        assertThat(Jdks.fits(jdk("c", "25-ea"))).isTrue();
        assertThat(Jdks.fits(jdk("d", "17.0.15"))).isFalse();
        assertThat(Jdks.fits(jdk("e", "250"))).isFalse();
        assertThat(Jdks.fits(folder.resolve("none"))).isFalse();
        assertThat(Jdks.found(folder.resolve("d"))).isEqualTo("17.0.15");
        assertThat(Jdks.found(folder.resolve("none"))).isEqualTo("no JDK");
    }

    @Test
    void aJreDoesNotFit() throws IOException {
        Path jre = jdk("jre", "25.0.3");
        Files.delete(jre.resolve("bin/javac"));
        assertThat(Jdks.fits(jre)).isFalse();
    }

    @Test
    void whatTheEnvironmentSaysGoesFirst() throws IOException {
        Path own = jdk("home/.sdkman/candidates/java/25-tem", "25");
        assertThat(Jdks.usual(
                        Map.of("IMPULSE_JAVA_HOME", "/one", "JAVA_HOME", "/two"),
                        "/three",
                        folder.resolve("home").toString()))
                .startsWith(Path.of("/one"), Path.of("/two"), Path.of("/three"))
                .contains(own);
        assertThat(Jdks.usual(Map.of("JAVA_HOME", ""), "/three", "/nowhere")).startsWith(Path.of("/three"));
    }

    @Test
    void theOptionsOfItsJvmAreThoseOfTheScript() throws IOException {
        assertThat(Path.of("../../impulse"))
                .content()
                .contains("options=(\n    " + String.join("\n    ", Command.JVM_OPTIONS) + "\n");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String program : new String[] {"java", "javac"}) {
            assertThat(Files.createFile(home.resolve("bin").resolve(program))
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        return home;
    }
}
