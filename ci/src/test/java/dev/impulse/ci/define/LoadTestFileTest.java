package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.define.DefinedSystem.Ready;
import dev.impulse.ci.define.Definition.ClassPathEntry;
import dev.impulse.ci.define.RequestScenario.Body;
import dev.impulse.ci.define.RequestScenario.Field;
import dev.impulse.generator.Backlog;
import dev.impulse.generator.Limits;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestCase.Threads;
import dev.impulse.generator.Trace;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestFileTest {

    private static final String SHORTEST = """
            target: http://localhost:8080
            test-cases: { browse: GET /products }
            phases: [ steady: { for: 20s, browse: 50 tps } ]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void layOutTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("target/load-tests.jar"), "");
        Files.writeString(folder.resolve("Browse.java"), "");
        Files.writeString(folder.resolve("Checkout.kt"), "");
    }

    private Definition read(String text) {
        return switch (LoadTestFile.parse(folder.resolve("shop.yaml"), text, Given.NOTHING)) {
            case Reading.Whole<Definition> whole -> whole.value();
            case Reading.Mistaken<Definition> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    @Test
    void readsALoadTest() throws IOException {
        Path file = folder.resolve("loadtest.yaml");
        Files.writeString(file, """
                name: shop
                target: http://localhost:8080
                system:
                  command: java -jar shop.jar --title 'My shop'
                  ready: GET /health
                classpath: [ target/load-tests.jar ]
                test-cases:
                  browse: Browse.java
                  checkout: { run: Checkout.kt, threads: own }
                  search: com.acme.Search
                phases:
                  - warm-up: { for: 10s, browse: 5 -> 50 tps, checkout: 5 tps }
                  - steady:  { for: 20s, browse: 50 tps, checkout: 20 tps, search: 3 users }
                  - peak:
                      for: 1m 30s
                      name: rush
                      browse: 200 tps
                gates:
                  - checkout p99 < 300 ms in steady
                  - errors < 0.1 %
                seed: 0x7f3a
                allow: [ shop.test, "*.example.com" ]
                limits: { triggers-in-flight: 100, request-timeout: 2s, backlog: spread }
                """);
        Reading<Definition> reading = LoadTestFile.read(file, Given.NOTHING, scenarios -> {});
        assertThat(reading).isInstanceOf(Reading.Whole.class);
        Definition definition = ((Reading.Whole<Definition>) reading).value();

        assertThat(definition.name()).isEqualTo("shop");
        assertThat(definition.target()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(definition.system())
                .isEqualTo(new DefinedSystem(
                        List.of("java", "-jar", "shop.jar", "--title", "My shop"),
                        new Ready.Answers(URI.create("http://localhost:8080/health")),
                        folder,
                        Map.of(),
                        Duration.ofSeconds(60)));
        assertThat(definition.classPath())
                .extracting(ClassPathEntry::path)
                .containsExactly(folder.resolve("target/load-tests.jar"));
        assertThat(definition.testCases())
                .extracting(one -> one.name() + " " + one.threads())
                .containsExactly("browse LOOP", "checkout OWN", "search LOOP");
        assertThat(definition.testCases())
                .extracting(one -> one.scenario().getClass().getSimpleName())
                .containsExactly("ScenarioSource", "ScenarioSource", "ScenarioClass");
        assertThat(definition
                        .testCases()
                        .getLast()
                        .scenario()
                        .origin()
                        .mistake("no such class", "")
                        .text())
                .isEqualTo(file + ":10:11: test-cases.search: no such class");
        assertThat(definition.phases()).extracting(Phase::name).containsExactly("warm-up", "steady", "rush");
        assertThat(definition.phases())
                .extracting(Phase::kind)
                .containsExactly(Phase.Kind.WARM_UP, Phase.Kind.STEADY, Phase.Kind.PEAK);
        assertThat(definition.phases())
                .extracting(Phase::lasting)
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(90));
        assertThat(definition.phases().getFirst().demands())
                .isEqualTo(Map.of(
                        "browse", DemandText.parse("5 -> 50 tps", Duration.ofSeconds(10)),
                        "checkout", DemandText.parse("5 tps", Duration.ofSeconds(10))));
        assertThat(definition.phases().get(1).demands()).containsEntry("search", new Demand.Closed(3));
        assertThat(definition.gates())
                .extracting(Gate::text)
                .containsExactly("checkout p99 < 300 ms in steady", "errors < 0.1 %");
        assertThat(definition.seed()).isEqualTo(0x7f3aL);
        assertThat(definition.limits().triggersInFlight()).isEqualTo(100);
        assertThat(definition.allowed().named()).containsExactly("shop.test", "*.example.com");
        assertThat(definition.limits().requestTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(definition.limits().backlog()).isEqualTo(Backlog.SPREAD);
        assertThat(definition.limits().grace()).isEqualTo(Limits.DEFAULT.grace());
    }

    @Test
    void takesDefaultsForWhatIsLeftOut() {
        Definition definition = read(SHORTEST);
        assertThat(definition.name()).isEqualTo("shop");
        assertThat(definition.system()).isNull();
        assertThat(definition.classPath()).isEmpty();
        assertThat(definition.gates()).isEmpty();
        assertThat(definition.seed()).isNull();
        assertThat(definition.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(definition.allowed().named()).isEmpty();
    }

    @Test
    void takesTheFoldersNameForAFileThatIsCalledAsAllAre() {
        Path file = folder.resolve("checkout/loadtest.yaml");
        assertThat(LoadTestFile.parse(file, SHORTEST, Given.NOTHING).toString()).contains("name=checkout,");
    }

    @Test
    void becomesALoadTestOnceItsTestCasesAreCode() {
        TestCase testCase = new TestCase("browse", () -> load -> {});
        assertThat(read(SHORTEST).loadTest(List.of(testCase), 7).seed()).isEqualTo(7);
        assertThat(read(SHORTEST + "seed: 8\n").loadTest(List.of(testCase), 7).seed())
                .isEqualTo(8);
        assertThat(read(SHORTEST).loadTest(List.of(testCase), 7).testCases()).containsExactly(testCase);
    }

    @Test
    void readsRequests() {
        List<Scenario> scenarios = read("""
                target: https://shop.example/api
                test-cases:
                  one: DELETE /carts/1
                  two:
                    post: /carts?open=true
                    json: { user: u-1, items: [ { id: b-17, count: 2, price: 1.10 } ], note: ~ }
                    headers: { Accept: application/json, X-Tag: [ a, b ] }
                    query: { page: 2 }
                    expect: [ 200, 201 ]
                    named: create cart
                    timeout: 2s
                  three: { put: https://other.example/x, body: "", expect: 204 }
                  four: { post: /login, form: { user: u-1, remember: true } }
                phases: [ steady: { for: 1s, one: 1 tps } ]
                """).testCases().stream()
                .map(Definition.DefinedTestCase::scenario)
                .toList();
        assertThat(scenarios)
                .extracting(scenario -> ((ScenarioRequest) scenario).scenario())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(new RequestScenario("DELETE", "/carts/1")),
                        two -> {
                            assertThat(two.method() + " " + two.target()).isEqualTo("POST /carts?open=true");
                            assertThat(two.body().toString())
                                    .isEqualTo(
                                            "Json[value={user=u-1, items=[{id=b-17, count=2, price=1.10}], note=null}]");
                            assertThat(two.headers())
                                    .containsExactly(
                                            new Field("Accept", "application/json"),
                                            new Field("X-Tag", "a"),
                                            new Field("X-Tag", "b"));
                            assertThat(two.query()).containsExactly(new Field("page", "2"));
                            assertThat(two.expected()).containsExactly(200, 201);
                            assertThat(two.name()).isEqualTo("create cart");
                            assertThat(two.timeout()).isEqualTo(Duration.ofSeconds(2));
                        },
                        three -> assertThat(three)
                                .isEqualTo(new RequestScenario(
                                        "PUT",
                                        "https://other.example/x",
                                        List.of(),
                                        List.of(),
                                        new Body.Text(""),
                                        List.of(204),
                                        null,
                                        null)),
                        four -> assertThat(four.body())
                                .isEqualTo(new Body.Form(
                                        List.of(new Field("user", "u-1"), new Field("remember", "true")))));
    }

    @Test
    void readsEachWayToSayThatASystemIsReady() {
        assertThat(ready("")).isEqualTo(new Ready.Listens("localhost", 8080));
        assertThat(ready("ready: GET http://localhost:8081/up"))
                .isEqualTo(new Ready.Answers(URI.create("http://localhost:8081/up")));
        assertThat(ready("ready: { get: /up }")).isEqualTo(new Ready.Answers(URI.create("http://localhost:8080/up")));
        assertThat(ready("ready: { port: 5432 }")).isEqualTo(new Ready.Listens("localhost", 5432));
        assertThat(ready("ready:\n    log: Started in .* seconds"))
                .isInstanceOfSatisfying(
                        Ready.Says.class,
                        says -> assertThat(says.line())
                                .extracting(Pattern::pattern)
                                .isEqualTo("Started in .* seconds"));
    }

    private Ready ready(String line) {
        return Objects.requireNonNull(
                        read(SHORTEST + "system:\n  command: ./shop\n  " + line).system())
                .ready();
    }

    @Test
    void readsHowASystemRuns() {
        DefinedSystem system = Objects.requireNonNull(read(SHORTEST + """
                system:
                  command: [ sh, -c, "exec ./shop | tee log" ]
                  directory: target
                  environment: { PORT: 8080, EMPTY: "" }
                  start-timeout: 2 min
                """).system());
        assertThat(system.command()).containsExactly("sh", "-c", "exec ./shop | tee log");
        assertThat(system.commandLine()).isEqualTo("sh -c 'exec ./shop | tee log'");
        assertThat(system.directory()).isEqualTo(folder.resolve("target"));
        assertThat(system.environment()).isEqualTo(Map.of("PORT", "8080", "EMPTY", ""));
        assertThat(system.startTimeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void readsWhatIsScrubbed() {
        assertThat(read(SHORTEST).scrub()).isEqualTo(Scrub.USUAL);
        Scrub scrub = read(SHORTEST + "scrub: { headers: [X-Customer, X-Card], fields: iban, patterns: ['card-\\d+'] }")
                .scrub();
        assertThat(scrub.headers()).containsExactly("X-Customer", "X-Card");
        assertThat(scrub.fields()).containsExactly("iban");
        assertThat(scrub.patterns()).extracting(Pattern::pattern).containsExactly("card-\\d+");
    }

    @Test
    void readsHowManyTracesAreSampled() {
        assertThat(read(SHORTEST).trace()).isEqualTo(Trace.DEFAULT);
        assertThat(read(SHORTEST + "trace: off").trace()).isEqualTo(Trace.OFF);
        assertThat(read(SHORTEST + "trace: { sampled: 0.05 % }").trace()).isEqualTo(Trace.sampled(0.0005));
        assertThat(read(SHORTEST + "trace: { sampled: 100% }").trace()).isEqualTo(Trace.sampled(1));
    }

    @Test
    void readsRatesInEveryForm() {
        List<Phase> phases = read("""
                target: http://localhost
                test-cases: { browse: GET /, checkout: GET /checkout }
                phases:
                  - steady: { for: 30s, browse: "10, 20, 50 tps", checkout: 3 users }
                  - steady: { for: 30s, arrivals: poisson, browse: 50 tps, checkout: { users: 4 } }
                  - peak:
                      for: 30s
                      browse:
                        rate: spike 50 -> 500 tps at 10s for 5s
                        arrivals: poisson
                  - peak: { for: 30s, arrivals: poisson, browse: { rate: 5 tps, arrivals: even } }
                """).phases();
        assertThat(phases).extracting(Phase::name).containsExactly("steady", "steady-2", "peak", "peak-2");
        Duration half = Duration.ofSeconds(30);
        assertThat(phases)
                .extracting(phase -> phase.demands().get("browse"))
                .containsExactly(
                        DemandText.parse("10, 20, 50 tps", half),
                        DemandText.parse("50 tps poisson", half),
                        DemandText.parse("spike 50 -> 500 tps at 10s for 5s poisson", half),
                        DemandText.parse("5 tps", half));
        assertThat(phases.get(3).demands().get("browse"))
                .isInstanceOfSatisfying(
                        Demand.Open.class, open -> assertThat(open.arrivals()).isEqualTo(Arrivals.EVEN));
        assertThat(phases.get(0).demands()).containsEntry("checkout", new Demand.Closed(3));
        assertThat(phases.get(1).demands()).containsEntry("checkout", new Demand.Closed(4));
    }

    @Test
    void readsJson() {
        assertThat(read("""
                {
                  "target": "http://localhost:8080",
                  "test-cases": { "browse": { "get": "/products", "threads": "loop" } },
                  "phases": [ { "steady": { "for": "20s", "browse": "50 tps" } } ]
                }
                """).testCases().getFirst().threads()).isEqualTo(Threads.LOOP);
    }
}
