package dev.impulse.ci.define;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// docs/load-test-reference.md is what the schema says; `-Dgolden.write=true` writes it.
class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "load-test-reference.md");

    private static String made() throws IOException {
        try (InputStream schema = requireNonNull(LoadTestFile.class.getResourceAsStream("loadtest.schema.json"))) {
            return ReferencePage.of(JsonMapper.shared().readTree(schema));
        }
    }

    @Test
    void thePageIsMadeFromTheSchema() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, made());
        }
        assertThat(PAGE).content().isEqualTo(made());
    }

    @Test
    void itHasEveryKeyAndItsLinksLeadSomewhere() throws IOException {
        String page = made();
        assertThat(LoadTestFile.KEYS.known()).allSatisfy(key -> assertThat(page).contains("| `" + key + "` | "));
        assertThat(FeederReader.KEYS.known()).allSatisfy(key -> assertThat(page).contains("| `" + key + "` | "));
        assertThat(page).contains("| `target` | ").contains("Must be there.").contains("`at once`, `spread`, `skip`");
        Pattern.compile("]\\(#([a-z-]+)\\)")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.equals("forms"))
                .forEach(link -> assertThat(page).contains("\n## `" + link + "`\n"));
    }
}
