package dev.impulse.ci.define;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.impulse.generator.Feeder;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Reading;
import dev.impulse.schema.YamlFile;
import dev.impulse.wire.client.AllowedHosts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What is published of the file's form, the JSON Schema and docs/load-test.md, says what the reader does.
class PublishedFormTest {

    private static final Path PAGE = Path.of("..", "docs", "load-test.md");
    private static final ObjectMapper JSON = JsonMapper.shared();

    /// Where in the schema the keys of each part of the file are.
    private static final Map<String, Keys> PARTS = Map.ofEntries(
            Map.entry("", LoadTestFile.KEYS),
            Map.entry("/$defs/system", SystemReader.KEYS),
            Map.entry("/$defs/dependency", DependencyReader.KEYS),
            Map.entry("/$defs/behaviour", Keys.of("delay", "errors")),
            Map.entry("/$defs/ready-by", SystemReader.READY),
            Map.entry("/$defs/test-case-options", TestCaseReader.KEYS),
            Map.entry("/$defs/phase-body", PhaseReader.KEYS),
            Map.entry("/$defs/demand", PhaseReader.DEMAND),
            Map.entry("/$defs/limits", LimitsReader.KEYS),
            Map.entry("/$defs/scrub", ScrubReader.KEYS),
            Map.entry("/$defs/trace", TraceReader.KEYS),
            Map.entry("/$defs/profile", Profiles.KEYS),
            Map.entry("/$defs/feeder", FeederReader.KEYS),
            Map.entry("/$defs/hook", HookReader.KEYS));

    @TempDir
    private Path folder;

    private static String schemaText() throws IOException {
        try (InputStream schema = requireNonNull(LoadTestFile.class.getResourceAsStream("loadtest.schema.json"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theSchemaHasTheKeysThatTheReaderKnowsAndNoOthers() throws IOException {
        JsonNode schema = JSON.readTree(schemaText());
        PARTS.forEach((pointer, keys) -> {
            JsonNode part = schema.at(pointer);
            assertThat(part.get("properties").propertyNames()).as(pointer).containsExactlyElementsOf(keys.known());
            assertThat(part.path("additionalProperties").isBoolean())
                    .as(pointer)
                    .isEqualTo(!keys.open());
        });
        assertThat(schema.at("/$defs/phase/properties").propertyNames())
                .containsExactlyElementsOf(PhaseReader.KINDS.keySet());
        Set<String> withKeys = new TreeSet<>(Set.of("/$defs/phase"));
        withKeys.addAll(PARTS.keySet());
        assertThat(partsWithKeys(schema)).isEqualTo(withKeys);
    }

    private static Set<String> partsWithKeys(JsonNode schema) {
        Set<String> parts = new TreeSet<>(Set.of(""));
        schema.get("$defs").properties().forEach(part -> {
            if (part.getValue().has("properties")) {
                parts.add("/$defs/" + part.getKey());
            }
        });
        return parts;
    }

    @Test
    void theSchemaHasTheWordsThatTheReaderKnowsAndNoOthers() throws IOException {
        JsonNode schema = JSON.readTree(schemaText());
        assertThat(words(schema.at("/$defs/arrivals/anyOf/0/enum")))
                .containsExactlyElementsOf(PhaseReader.ARRIVALS.keySet());
        assertThat(words(schema.at("/$defs/test-case-options/properties/threads/anyOf/0/enum")))
                .containsExactlyElementsOf(TestCaseReader.THREADS.keySet());
        assertThat(words(schema.at("/$defs/feeder/properties/order/anyOf/0/enum")))
                .containsExactlyElementsOf(Feeder.Order.WORDS.keySet());
        assertThat(words(schema.at("/$defs/feeder/properties/when-dry/anyOf/0/enum")))
                .containsExactlyElementsOf(Feeder.WhenDry.WORDS.keySet());
        assertThat(words(schema.at("/$defs/hook/properties/restart/anyOf/0/enum")))
                .containsExactly(HookReader.SYSTEM);
        assertThat(words(schema.at("/$defs/test-case-name/allOf/1/not/enum")))
                .containsExactlyElementsOf(PhaseReader.KEYS.known());
        assertThat(schema.at("/$defs/name/pattern").asString()).isEqualTo("^" + Names.NAME.pattern() + "$");
        assertThat(schema.at("/$defs/allowed-host/pattern").asString())
                .isEqualTo("^(" + AllowedHosts.NAMED.pattern() + ")$|\\$\\{");
        assertThat(schema.at("/$defs/vars/propertyNames/pattern").asString())
                .isEqualTo("^" + LoadTestTree.VARIABLE.pattern() + "$");
        assertThat(schema.at("/properties/trace/oneOf/0/const").asString()).isEqualTo(TraceReader.OFF);
        assertThat(words(schema.at("/else/required"))).containsExactly("target", "test-cases", "phases");
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asString()));
        return words;
    }

    @Test
    void thePagesExamplesAreReadWithoutAMistakeByReaderAndSchema() throws IOException {
        Files.writeString(folder.resolve("Browse.java"), "");
        Files.writeString(folder.resolve("users.csv"), "name,password\nada,x\n");
        Files.writeString(folder.resolve("vouchers.jsonl"), "{\"code\":1}\n");
        Files.writeString(folder.resolve("payments.yaml"), "stubs: [ { get: /, answer: 204 } ]\n");
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("target/load-tests.jar"), "");
        List<String> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        for (String example : examples) {
            assertThat(mistakes(example)).as(example).isEmpty();
            assertThat(complaints(example)).as(example).isEmpty();
        }
    }

    /// The page's examples, those of a part of the file put among what else must be there.
    private static List<String> examples() throws IOException {
        Matcher block =
                Pattern.compile("```(yaml|yaml-part)\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        Map<String, String> rest = Map.of(
                "target:", "target: http://localhost\n",
                "test-cases:", "test-cases: { browse: GET /, checkout: GET /checkout }\n",
                "phases:", "phases: [ steady: { for: 1s, %s: 1 tps } ]\n");
        List<String> examples = new ArrayList<>();
        while (block.find()) {
            String text = block.group(2);
            if (block.group(1).equals("yaml-part")) {
                String testCase = text.contains("create-cart:") ? "create-cart" : "browse";
                text = rest.entrySet().stream()
                        .filter(part -> !block.group(2).startsWith(part.getKey()))
                        .map(part -> part.getValue().formatted(testCase))
                        .collect(Collectors.joining("", text, ""));
            }
            examples.add(text);
        }
        return examples;
    }

    @Test
    void thePageNamesEveryKeyAndWord() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> words = new TreeSet<>(PhaseReader.KINDS.keySet());
        words.addAll(PhaseReader.ARRIVALS.keySet());
        words.addAll(TestCaseReader.THREADS.keySet());
        words.add(TraceReader.OFF);
        words.addAll(Feeder.Order.WORDS.keySet());
        words.addAll(Feeder.WhenDry.WORDS.keySet());
        PARTS.values().forEach(keys -> words.addAll(keys.known()));
        assertThat(words)
                .allSatisfy(
                        word -> assertThat(page).containsPattern("`" + word + "`|[{ ]" + word + ":|: " + word + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target: localhost",
                "targte: http://localhost",
                "seed: 7f",
                "allow: '*'",
                "allow: [ http://shop.test ]",
                "gates: [ p99 ]",
                "limits: { grace: 1 }",
                "limits: { grase: 1 s }",
                "limits: { connections-per-host: 0 }",
                "scrub: [ iban ]",
                "scrub: { headers: [ 'X Customer' ] }",
                "scrub: { field: iban }",
                "trace: on",
                "trace: { sampled: 1 }",
                "trace: { sampeld: 1 % }",
                "feeders: [ users.csv ]",
                "feeders: { users: users.txt }",
                "feeders: { users: { order: random } }",
                "feeders: { users: { file: users.csv, order: randm } }",
                "feeders: { users: { file: users.csv, per-trigger: 0 } }",
                "hooks: [ restart ]",
                "hooks: { 2nd: { at: 1s in steady, command: a } }",
                "hooks: { fail: { command: a } }",
                "hooks: { fail: { at: steady, command: a } }",
                "hooks: { fail: { at: 0s in steady } }",
                "hooks: { fail: { at: 0s in steady, comand: a } }",
                "hooks: { fail: { at: 0s in steady, restart: database } }",
                "hooks: { fail: { at: 0s in steady, command: a, timeout: 5 } }",
                "hooks: { fail: { at: 0s in steady, command: a, may-fail: maybe } }",
                "vars: [ A ]",
                "vars: { 2ND: 1 }",
                "vars: { A: [ 1 ] }",
                "include: { a: b }",
                "profiles: { a b: {} }",
                "profiles: { night: { rates: 2 } }",
                "profiles: { night: { rates: x } }",
                "profiles: { night: { raets: x 2 } }",
                "profiles: { night: { include: a.yaml } }",
                "system: { ready: GET /health }",
                "system: { command: [] }",
                "system: { command: a, ready: health }",
                "system: { command: a, ready: { port: 0 } }",
                "system: { command: a, ready: { get: /, log: a } }",
                "test-cases: {}",
                "test-cases: { for: GET / }",
                "test-cases: { 2nd: GET / }",
                "test-cases: { browse: { gte: / } }",
                "test-cases: { browse: { get: /, post: / } }",
                "test-cases: { browse: { get: products } }",
                "test-cases: { browse: { run: com.acme.Browse, json: {} } }",
                "test-cases: { browse: { get: /, threads: won } }",
                "test-cases: { browse: { get: /, expect: 99 } }",
                "test-cases: { browse: { get: /, headers: { 'a b': c } } }",
                "phases: []",
                "phases: [ stedy: { for: 1s, browse: 1 tps } ]",
                "phases: [ steady: { browse: 1 tps } ]",
                "phases: [ steady: { for: 1, browse: 1 tps } ]",
                "phases: [ steady: { for: 1s, browse: 1 } ]",
                "phases: [ steady: { for: 1s, browse: { rate: 1 tps, users: 1 } } ]",
                "phases: [ steady: { for: 1s, arrivals: odd, browse: 1 tps } ]"
            })
    void whatTheSchemaRefusesTheReaderRefusesToo(String line) throws IOException {
        String key = line.substring(0, line.indexOf(':'));
        Map<String, String> whole = Map.of(
                "target", "target: http://localhost\n",
                "test-cases", "test-cases: { browse: GET / }\n",
                "phases", "phases: [ steady: { for: 1s, browse: 1 tps } ]\n");
        String text = whole.entrySet().stream()
                .filter(part -> !part.getKey().equals(key))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("", line + "\n", ""));
        assertThat(complaints(text)).isNotEmpty();
        assertThat(mistakes(text)).isNotEmpty();
    }

    private List<String> mistakes(String text) {
        return switch (LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, Given.NOTHING)) {
            case Reading.Whole<Definition> whole -> List.of();
            case Reading.Mistaken<Definition> mistaken ->
                mistaken.mistakes().all().stream()
                        .map(mistake -> mistake.text())
                        .toList();
        };
    }

    private static List<Error> complaints(String text) throws IOException {
        @Nullable
        Object plain = switch (YamlFile.parse("f", text, value -> new Object[] {value.plain()})) {
            case Reading.Whole<Object[]> whole -> whole.value()[0];
            case Reading.Mistaken<Object[]> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText());
        return schema.validate(JSON.writeValueAsString(plain), InputFormat.JSON);
    }
}
