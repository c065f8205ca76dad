package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/// What is written beside what is expected. After a change on purpose, `-Dsurefire.arguments=-Dgolden.write=true`
/// writes the golden files anew; the diff shows what readers will see.
class ReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/impulse/generator/report");

    @ParameterizedTest
    @CsvSource({"quick", "shop", "late"})
    void summaryForTheTerminalIsAsShown(String name) throws IOException {
        assertGolden(name + ".txt", Summary.text(example(name), Path.of("results", name), Colours.NONE));
    }

    @ParameterizedTest
    @CsvSource({"quick", "shop", "late"})
    void filesAreAsShown(String name, @TempDir Path parent) throws IOException {
        var folder = parent.resolve("deep/down");
        ResultFolder.write(example(name), folder);

        for (var file : List.of("result.json", "summary.md", "junit.xml")) {
            assertGolden(name + "-" + file, Files.readString(folder.resolve(file)));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void resultIsWrittenOverAnOlderOne(@TempDir Path folder) throws IOException {
        ResultFolder.write(Example.shop(), folder);
        ResultFolder.write(Example.quick(), folder);

        var tree = JsonMapper.shared().readTree(Files.readString(folder.resolve("result.json")));
        assertThat(tree.path("name").asString()).isEqualTo("quick");
    }

    @Test
    void xmlCanBeReadWhateverTheNamesAre() throws Exception {
        var parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        var suite = parser.parse(new InputSource(new StringReader(JUnitXml.text(Example.late()))))
                .getDocumentElement();

        assertThat(suite.getAttribute("name")).isEqualTo("quick & dirty \uFFFD");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void coloursComeOnlyWhenAskedFor() {
        assertThat(Summary.text(Example.shop(), null, Colours.NONE)).doesNotContain("\u001b");
        assertThat(Summary.text(Example.shop(), null, Colours.ANSI)).startsWith("\u001b[31m✗ failed\u001b[0m   sale");
    }

    @Test
    void summaryFitsAScreen() {
        assertThat(Summary.text(Example.shop(), null, Colours.NONE).lines()).hasSizeLessThan(55);
    }

    private static Result example(String name) {
        return switch (name) {
            case "quick" -> Example.quick();
            case "shop" -> Example.shop();
            case "late" -> Example.late();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void assertGolden(String name, String actual) throws IOException {
        var file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
