package dev.impulse.ci.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Rate;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.report.ResultFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is published of a result's form, docs/schema/result.schema.json and docs/result.md, says what is written.
class ResultSchemaTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path GOLDEN =
            Path.of("..", "load-generator/engine/src/test/resources/dev/impulse/generator/report");

    @Test
    void whatARunHasWrittenFitsTheSchemaAndNothingInItGoesUnsaid(@TempDir Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 410 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            Result result = LoadTest.of(() -> load -> {
                        load.get("/").named("home").send();
                        load.get(load.number() % 3 == 0 ? "/gone" : "/there")
                                .named("there")
                                .send();
                    })
                    .named("browse")
                    .at(Rate.perSecond(40))
                    .lasting(Duration.ofMillis(500))
                    .warmingUpFor(Duration.ofMillis(200))
                    .against("http://127.0.0.1:" + server.getAddress().getPort())
                    .requiring("p99 < 300 ms", "errors < 1 %")
                    .build()
                    .run(Observer.NONE);
            ResultFolder.write(result.writtenAs(new WrittenLoadTest("shop.yaml", "name: shop", "nightly")), folder);
        } finally {
            server.stop(0);
        }
        String text = Files.readString(folder.resolve("result.json"));
        assertThat(complaints(schema(), text)).isEmpty();
        assertThat(complaints(closed(schema()), text)).isEmpty();
        JsonNode tree = JSON.readTree(text);
        assertThat(tree.at("/failures")).isNotEmpty();
        assertThat(tree.at("/plan/1/demands/browse").asString()).isEqualTo("40 tps");
        assertThat(tree.at("/plan/1/for").asLong()).isEqualTo(500);
        assertThat(tree.at("/machine/processors").asInt()).isPositive();
        assertThat(tree.at("/machine/memoryBytes").asLong()).isGreaterThan(1 << 20);
        assertThat(tree.at("/machine/kernel").asString()).startsWith(System.getProperty("os.name"));
        assertThat(tree.at("/jvm").asString()).startsWith("25");
        JsonNode times = tree.at("/phases/1/responseTime");
        assertThat(times.get("count")).isEqualTo(tree.at("/phases/1/testCases/0/responseTime/count"));
        assertThat(times.get("p50").asDouble()).isBetween(0.001, 10_000.0);
        assertThat(tree.at("/phases/1/serviceTime/count").asLong())
                .isEqualTo(tree.at("/phases/1/testCases/0/serviceTime/count").asLong())
                .isEqualTo(tree.at("/phases/1/testCases/0/requests/0/serviceTime/count")
                                .asLong()
                        + tree.at("/phases/1/testCases/0/requests/1/serviceTime/count")
                                .asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick", "shop", "late"})
    void examplesFitTheSchema(String name) throws IOException {
        String text = Files.readString(GOLDEN.resolve(name + "-result.json"));
        assertThat(complaints(schema(), text)).isEmpty();
        assertThat(complaints(closed(schema()), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, version, 1",
        "/, verdict, 'flaky'",
        "/, lasted, -1",
        "/, started, 'today'",
        "/machine, processors, 0",
        "/phases/0, kind, 'rush'",
        "/phases/0/lateness, p99.9, 'slow'",
        "/phases/0/testCases/0/ledger, ok, 1.5",
        "/plan/0/demands, browse, 50",
        "/failures/0, trigger, 'first'"
    })
    void whatIsWrongIsRefused(String part, String field, String value) throws IOException {
        JsonNode tree = JSON.readTree(Files.readString(GOLDEN.resolve("shop-result.json")));
        ObjectNode changed = (ObjectNode) (part.equals("/") ? tree : tree.at(part));
        changed.set(field, value.matches("-?[0-9.]+") ? JSON.readTree(value) : JSON.readTree('"' + value + '"'));
        assertThat(complaints(schema(), tree.toString())).isNotEmpty();
        changed.remove(field);
        boolean mayBeMissing = part.endsWith("demands");
        assertThat(complaints(schema(), tree.toString()).isEmpty()).isEqualTo(mayBeMissing);
    }

    @Test
    void newFieldsDoNotBreakReaders() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(Files.readString(GOLDEN.resolve("shop-result.json")));
        tree.put("weather", "fine");
        assertThat(complaints(schema(), tree.toString())).isEmpty();
        assertThat(complaints(closed(schema()), tree.toString())).isNotEmpty();
    }

    @Test
    void thePageNamesEveryField() throws IOException {
        String page = Files.readString(DOCS.resolve("result.md"));
        Set<String> fields = new TreeSet<>();
        collectFields(schema(), fields);
        assertThat(fields)
                .hasSizeGreaterThan(40)
                .allSatisfy(field -> assertThat(page).containsPattern("`" + field + "[`\\[]"));
    }

    private static void collectFields(JsonNode schema, Set<String> fields) {
        if (schema.has("properties")) {
            fields.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(part -> collectFields(part, fields));
    }

    private static ObjectNode schema() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(DOCS.resolve("schema/result.schema.json")));
    }

    /// The same, which takes no field that it does not name.
    private static ObjectNode closed(ObjectNode schema) {
        schema.findParents("properties").forEach(part -> ((ObjectNode) part).put("additionalProperties", false));
        schema.get("$defs")
                .forEach(part -> part.findParents("properties")
                        .forEach(inner -> ((ObjectNode) inner).put("additionalProperties", false)));
        return schema;
    }

    private static List<Error> complaints(JsonNode schema, String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString())
                .validate(text, InputFormat.JSON);
    }
}
