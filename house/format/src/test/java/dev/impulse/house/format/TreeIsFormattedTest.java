package dev.impulse.house.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeIsFormattedTest {

    @Test
    void everyJavaFileOfTheTreeIsFormatted() throws IOException {
        var root = Path.of(Objects.requireNonNull(System.getProperty("house.root"), "-Dhouse.root"));

        var tree = new SourceTree(root);

        assertThat(tree.javaFiles()).anyMatch(file -> file.endsWith("JavaFormat.java"));
        assertThat(tree.unformatted())
                .extracting(SourceTree.Unformatted::text)
                .as("to mend: mvn -q -Pformat -pl house/format process-classes")
                .isEmpty();
    }

    @Test
    void aFileThatIsNotFormattedIsNamedAndRewritten(@TempDir Path root) throws IOException {
        var file = Files.createDirectories(root.resolve("src/build")).resolve("One.java");
        Files.writeString(file, "package build;\n\nclass One {\n  int x;\n}\n");
        Files.writeString(Files.createDirectory(root.resolve("target")).resolve("Built.java"), "class Built{}");

        var unformatted = new SourceTree(root).unformatted();

        assertThat(unformatted)
                .extracting(SourceTree.Unformatted::text)
                .containsExactly("src/build/One.java:4: is not formatted");
        assertThat(unformatted.getFirst()).isInstanceOfSatisfying(SourceTree.Unformatted.Differs.class, differs -> {
            assertThat(differs.formatted()).contains("\n    int x;\n");
        });
        ((SourceTree.Unformatted.Differs) unformatted.getFirst()).rewrite();
        assertThat(new SourceTree(root).unformatted()).isEmpty();
    }
}
