package dev.impulse.mocker.stub;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Reading;
import dev.impulse.schema.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is published of the form of files of stubs, the JSON Schema and docs/stubs.md, says what the reader does.
class PublishedFormTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "stubs.md");
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Where in the schema the keys of each part of the file are.
    private static final Map<String, Keys> PARTS = Map.of(
            "/$defs/dependency", DependencyReader.KEYS,
            "/$defs/stub", StubReader.KEYS,
            "/$defs/comparison", ExpectedReader.WORDS,
            "/$defs/answer", AnswerReader.KEYS,
            "/$defs/law", DelayReader.KEYS,
            "/$defs/error", BehaviourReader.ERROR,
            "/$defs/behaviour", BehaviourReader.KEYS);

    @TempDir
    private Path folder;

    private static String schemaText() throws IOException {
        try (InputStream schema = requireNonNull(StubFile.class.getResourceAsStream("stubs.schema.json"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theSchemaHasTheKeysThatTheReaderKnowsAndNoOthers() throws IOException {
        JsonNode schema = JSON.readTree(schemaText());
        PARTS.forEach((pointer, keys) -> assertThat(
                        schema.at(pointer).get("properties").propertyNames())
                .as(pointer)
                .containsExactlyElementsOf(keys.known()));
        Set<String> withKeys = new TreeSet<>();
        schema.get("$defs").properties().forEach(part -> {
            if (part.getValue().has("properties")) {
                withKeys.add("/$defs/" + part.getKey());
            }
        });
        assertThat(withKeys).isEqualTo(PARTS.keySet());
        List<String> units = new ArrayList<>();
        schema.at("/$defs/law/properties/unit/enum").forEach(unit -> units.add(unit.asString()));
        assertThat(units).containsExactlyElementsOf(DelayReader.UNITS.keySet());
    }

    @Test
    void thePagesExamplesAreReadWithoutAMistakeByReaderAndSchema() throws IOException {
        Files.writeString(folder.resolve("page.html"), "<p>");
        Files.writeString(folder.resolve("payment.json"), "{}");
        try (var log = new PrintStream(folder.resolve("pay.hlog").toFile(), StandardCharsets.UTF_8)) {
            var writer = new HistogramLogWriter(log);
            var durations = new Histogram(3);
            durations.recordValue(1_000);
            durations.setTag("service");
            writer.outputIntervalHistogram(0, 1, durations);
        }
        List<String> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        for (String example : examples) {
            assertThat(mistakes(example)).as(example).isEmpty();
            assertThat(complaints(example)).as(example).isEmpty();
        }
    }

    /// The page's examples; those of a stub's part are put into one.
    private static List<String> examples() throws IOException {
        var block =
                Pattern.compile("```(yaml|yaml-part)\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        List<String> examples = new ArrayList<>();
        while (block.find()) {
            examples.add(
                    block.group(1).equals("yaml")
                            ? block.group(2)
                            : "stubs:\n  - " + block.group(2).strip().replace("\n", "\n    "));
        }
        return examples;
    }

    @Test
    void thePageNamesEveryKey() throws IOException {
        String page = Files.readString(PAGE);
        PARTS.values()
                .forEach(keys -> assertThat(keys.known())
                        .allSatisfy(key -> assertThat(page).containsPattern("`" + key + "`|[{ ]" + key + ":")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stubs: []",
                "{}",
                "a b: { stubs: [ get: / ] }",
                "payments: { stbus: [ get: / ] }",
                "stubs: [ get: payments ]",
                "stubs: [ get: '/{id' ]",
                "stubs: [ get: '/?a=b' ]",
                "stubs: [ gte: / ]",
                "stubs: [ { get: /, post: / } ]",
                "stubs: [ { get: /, answer: 199 } ]",
                "stubs: [ { get: /, answer: { status: 600 } } ]",
                "stubs: [ { get: /, answer: { sttaus: 200 } } ]",
                "stubs: [ { get: /, answer: { headers: { 'a b': c } } } ]",
                "stubs: [ { get: /, answer: 200, returns: {} } ]",
                "stubs: [ { get: /, query: { a: [ b ] } } ]",
                "stubs: [ { get: /, query: { a: { abov: 1 } } } ]",
                "stubs: [ { get: /, headers: { a: { above: b } } } ]",
                "stubs: [ { get: /, delay: 5 } ]",
                "stubs: [ { get: /, delay: { p95: 1 } } ]",
                "stubs: [ { get: /, delay: { p100: 1 s } } ]",
                "stubs: [ { get: /, delay: {} } ]",
                "stubs: [ { get: /, errors: 2 } ]",
                "stubs: [ { get: /, errors: { answer: 503 } } ]",
                "stubs: [ { get: /, in: { peak: { deley: 1 s } } } ]",
                "{ port: 65536, stubs: [ get: / ] }",
                "{ name: a b, stubs: [ get: / ] }",
            })
    void whatTheSchemaRefusesTheReaderRefusesToo(String text) throws IOException {
        assertThat(complaints(text)).isNotEmpty();
        assertThat(mistakes(text)).isNotEmpty();
    }

    private List<String> mistakes(String text) {
        return switch (StubFile.parse(folder.resolve("payments.yaml"), text)) {
            case Reading.Whole<List<Dependency>> whole -> List.of();
            case Reading.Mistaken<List<Dependency>> mistaken ->
                mistaken.mistakes().all().stream().map(Mistake::text).toList();
        };
    }

    private static List<Error> complaints(String text) throws IOException {
        @Nullable
        Object plain = switch (YamlFile.parse("f", text, value -> new Object[] {value.plain()})) {
            case Reading.Whole<Object[]> whole -> whole.value()[0];
            case Reading.Mistaken<Object[]> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText())
                .validate(JSON.writeValueAsString(plain), InputFormat.JSON);
    }
}
