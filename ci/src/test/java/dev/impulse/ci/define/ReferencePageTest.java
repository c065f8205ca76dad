package dev.impulse.ci.define;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.stub.StubFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// docs/load-test-reference.md and docs/stubs-reference.md are what the schemas say; `-Dgolden.write=true` writes them.
class ReferencePageTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static String loadTest() throws IOException {
        return made("""
                # Every key of the load test's file

                Made from its [JSON Schema](../ci/src/main/resources/dev/impulse/ci/define/loadtest.schema.json) by a program (`ReferencePage`; a
                test checks that it is up to date). [The load test's file](load-test.md) explains it, with examples. Wherever a value belongs, a text with
                [variables](load-test.md#variables) may stand.
                """, LoadTestFile.class, "loadtest.schema.json");
    }

    private static String stubs() throws IOException {
        return made("""
                # Every key of a file of stubs

                Made from its [JSON Schema](../dependency-mocker/engine/src/main/resources/dev/impulse/mocker/stub/stubs.schema.json) by a program
                (`ReferencePage`; a test checks that it is up to date). [Stubs](stubs.md) explains it, with examples. The file is one
                [dependency](#dependency), or several under their names.
                """, StubFile.class, "stubs.schema.json");
    }

    private static String made(String head, Class<?> beside, String name) throws IOException {
        try (InputStream schema = requireNonNull(beside.getResourceAsStream(name))) {
            return ReferencePage.of(head, JsonMapper.shared().readTree(schema));
        }
    }

    private static void check(Path page, String made) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(page, made);
        }
        assertThat(page).content().isEqualTo(made);
    }

    @Test
    void thePagesAreMadeFromTheSchemas() throws IOException {
        check(DOCS.resolve("load-test-reference.md"), loadTest());
        check(DOCS.resolve("stubs-reference.md"), stubs());
    }

    @Test
    void theyHaveEveryKeyAndTheirLinksLeadSomewhere() throws IOException {
        String page = loadTest();
        assertThat(LoadTestFile.KEYS.known()).allSatisfy(key -> assertThat(page).contains("| `" + key + "` | "));
        assertThat(FeederReader.KEYS.known()).allSatisfy(key -> assertThat(page).contains("| `" + key + "` | "));
        assertThat(page).contains("| `target` | ").contains("Must be there.").contains("`at once`, `spread`, `skip`");
        assertThat(stubs()).contains("| `having` | ", "| a percentile | [duration](#forms) | ");
        checkLinks(page);
        checkLinks(stubs());
    }

    private static void checkLinks(String page) {
        Pattern.compile("]\\(#([a-z-]+)\\)")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.equals("forms"))
                .forEach(link -> assertThat(page).contains("\n## `" + link + "`\n"));
    }
}
