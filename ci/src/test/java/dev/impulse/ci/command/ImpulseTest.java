package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.ci.run.Generator;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Trace;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command from its arguments to its exit code, with a load generator that only writes down what it is asked for.
class ImpulseTest {
    private static final List<InetAddress> PUBLIC = List.of(InetAddress.ofLiteral("203.0.113.7"));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<LoadTest> asked = new ArrayList<>();
    private HttpServer server;
    private Verdict verdict = Verdict.PASSED;
    private final Map<String, List<String>> names = new HashMap<>();
    private Doing around = results -> {};

    /// What happens while a load test would run.
    @FunctionalInterface
    private interface Doing {
        void run(Path results) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theVerdictIsTheExitCode() {
        String[] call = {"quick", url("/"), "--tps", "5", "--for", "1s", "--results", folder.toString()};
        assertThat(impulse(call)).isZero();
        verdict = Verdict.FAILED;
        assertThat(impulse(call)).isEqualTo(1);
        verdict = Verdict.INCONCLUSIVE;
        assertThat(impulse(call)).isEqualTo(2);
    }

    @Test
    void aFullDiskIsToldBelowWhatWasMeasured() {
        around = results -> Files.createSymbolicLink(results.resolve("summary.md.unfinished"), Path.of("/dev/full"));
        assertThat(impulse("quick", url("/"), "--for", "1s", "--results", folder.toString()))
                .isEqualTo(5);
        assertThat(written())
                .contains("✓ passed   as asked")
                .contains("results: No space left on device")
                .contains("the results above are not all in their folder");
    }

    @Test
    void theResultGoesIntoTheVeryFolderThatIsAskedFor() throws IOException {
        Path out = folder.resolve("deep/down");
        String[] quick = {"quick", url("/"), "--for", "1s", "--out", out.toString()};
        assertThat(impulse(quick)).isZero();
        Files.createDirectories(out.resolve("histograms/steady"));
        Files.writeString(out.resolve("histograms/steady/home.hlog"), "of the first run");
        assertThat(impulse(and(quick, "--name", "second"))).isZero();
        JsonNode result = JsonMapper.shared().readTree(Files.readString(out.resolve("result.json")));
        assertThat(result.path("name").asString()).isEqualTo("second");
        assertThat(out.resolve("histograms")).doesNotExist();
        try (Stream<Path> all = Files.list(out)) {
            assertThat(all).hasSize(3);
        }
    }

    @Test
    void anOlderLoadTestsFileDoesNotStayBesideANewResult() throws IOException {
        String text = """
                target: %s
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 2 tps } ]
                """.formatted(url(""));
        String out = folder.resolve("out").toString();
        for (String name : List.of("first.yaml", "second.yaml")) {
            Path file = Files.writeString(folder.resolve(name), text);
            assertThat(impulse("run", file.toString(), "--out", out)).isZero();
        }
        assertThat(folder.resolve("out/second.yaml")).hasContent(text);
        assertThat(folder.resolve("out/first.yaml")).doesNotExist();
    }

    @Test
    void aFolderWithOtherThingsInItIsNotWrittenInto() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "");
        assertThat(impulse("quick", url("/"), "--out", folder.toString())).isEqualTo(3);
        assertThat(written())
                .contains("--out: " + folder + ": not empty, and not the folder of a run (in it: thesis.txt)"
                        + " (expected: a new folder, an empty one, or that of an earlier run)");
        assertThat(impulse(
                        "quick", url("/"), "--out", folder.resolve("thesis.txt").toString()))
                .isEqualTo(3);
        assertThat(written()).contains("thesis.txt: a file (expected");
        assertThat(impulse("quick", url("/"), "--out", folder.resolve("o").toString(), "--results", "r"))
                .isEqualTo(3);
        assertThat(written()).contains("beside --results r (expected: one of the two)");
        assertThat(asked).isEmpty();
    }

    @Test
    void latestLeadsToTheNewestRun() throws IOException {
        Path results = folder.resolve("results");
        String[] quick = {"quick", url("/"), "--for", "1s", "--results", results.toString(), "--name"};
        assertThat(impulse(and(quick, "first"))).isZero();
        assertThat(impulse(and(quick, "second"))).isZero();
        Path latest = results.resolve("latest");
        assertThat(Files.readSymbolicLink(latest)).isRelative().asString().startsWith("second-");
        assertThat(latest.resolve("result.json")).exists();
        try (Stream<Path> all = Files.list(results)) {
            assertThat(all).hasSize(3);
        }

        Files.delete(latest);
        Files.writeString(latest, "somebody's own");
        assertThat(impulse(and(quick, "third"))).isZero();
        assertThat(latest).hasContent("somebody's own");
    }

    @Test
    void resultsThatHaveNoFolderAreToldBeforeAnythingRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("results"), "");
        assertThat(impulse("quick", url("/"), "--for", "1s", "--results", file.toString()))
                .isEqualTo(5);
        assertThat(written()).contains("results: " + file + ": a file, not a folder (expected: a folder that");
        assertThat(asked).isEmpty();
    }

    @Test
    void aScenarioWhoseConstructorThrowsIsAMistakeOfItsAuthor() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Broken.java"),
                "public class Broken implements dev.impulse.load.LoadGenerator {"
                        + " Broken() { throw new IllegalStateException(\"no basket\"); }"
                        + " public void run(dev.impulse.load.Load load) {} }");
        around = results -> assertThat(
                        asked.getFirst().testCases().getFirst().scenario().get())
                .isNotNull();
        assertThat(impulse(
                        "run",
                        source.toString(),
                        "--target",
                        url(""),
                        "--tps",
                        "5",
                        "--results",
                        folder.resolve("out").toString()))
                .isEqualTo(3);
        assertThat(written())
                .contains("Broken: its constructor threw java.lang.IllegalStateException: no basket")
                .contains("nothing was measured");
    }

    @Test
    void aFaultOfItsOwnIsNeverTakenForAVerdict() {
        String[] call = {"quick", url("/"), "--for", "1s", "--results", folder.toString()};
        around = results -> {
            throw new IllegalStateException("a bug");
        };
        assertThat(impulse(call)).isEqualTo(70);
        around = results -> {
            throw new OutOfMemoryError("no heap");
        };
        assertThat(impulse(call)).isEqualTo(70);
        assertThat(written())
                .contains("a fault of Impulse's own")
                .contains("a bug")
                .contains("no heap");
    }

    @Test
    void quickAsksForOneRequestAtARate() {
        impulse(
                "quick",
                url("/orders?open=true"),
                "--tps",
                "5 -> 50",
                "--for",
                "2s",
                "--warm-up",
                "1s",
                "--seed",
                "7",
                "--gate",
                "p99 < 300 ms",
                "--results",
                folder.toString());
        LoadTest test = asked.getFirst();
        assertThat(test.target()).hasToString(url(""));
        assertThat(test.testCases()).extracting("name").containsExactly("GET /orders");
        assertThat(test.phases()).extracting(Phase::kind).containsExactly(Phase.Kind.WARM_UP, Phase.Kind.STEADY);
        assertThat(test.phases())
                .extracting(Phase::lasting)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(test.seed()).isEqualTo(7);
        assertThat(test.gates()).extracting("text").containsExactly("p99 < 300 ms");
    }

    @Test
    void quickWithUsersIsAClosedModel() {
        impulse("quick", url("/"), "--users", "3", "--results", folder.toString());
        assertThat(asked.getFirst().phases().getFirst().demands().values()).containsExactly(new Demand.Closed(3));
    }

    @Test
    void allMistakesOfACallAreToldAtOnceAndNothingStarts() {
        int code = impulse("quick", "localhost:8080", "--tps", "many", "--for", "ever", "--seed", "x", "--gate", "p99");
        assertThat(code).isEqualTo(3);
        assertThat(written())
                .contains("URL: localhost:8080 (expected: a whole URL such as http://localhost:8080)")
                .contains("--tps: many (expected: ")
                .contains("--for: ever (expected: a duration")
                .contains("--seed: x (expected: a whole number)")
                .contains("--gate: ")
                .contains("5 mistakes; nothing was started");
        assertThat(asked).isEmpty();
    }

    @Test
    void anUnknownCommandOrOptionIsToldWithTheNearest() {
        assertThat(impulse("quikc", "http://localhost")).isEqualTo(3);
        assertThat(written()).contains("impulse: quikc: no such command (did you mean quick?)");
        assertThat(impulse("quick", "http://localhost", "--tsp=5")).isEqualTo(3);
        assertThat(written()).contains("impulse quick: --tsp: no such option (did you mean --tps?)");
        assertThat(impulse("quick")).isEqualTo(3);
        assertThat(written()).contains("impulse quick: URL is missing (expected: a whole http:// or https:// URL)");
    }

    @Test
    void aTargetThatRefusesIsFoundBeforeThePhases() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(impulse("quick", "http://127.0.0.1:" + free + "/", "--results", folder.toString()))
                .isEqualTo(4);
        assertThat(written()).contains("target: http://127.0.0.1:" + free).contains("Connection refused");
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingIsSentToAPublicTargetThatIsNotNamed() throws IOException {
        String shop = "http://shop.test:" + server.getAddress().getPort() + "/";
        names.put("shop.test", List.of("127.0.0.1", "203.0.113.7"));
        String[] quick = {
            "quick", shop, "--for", "1s", "--results", folder.resolve("out").toString()
        };
        assertThat(impulse(quick)).isEqualTo(3);
        assertThat(written())
                .contains(
                        "shop.test is 203.0.113.7, which is a public address: nothing is sent there unless it is named")
                .contains("--allow-target shop.test, allow: [ shop.test ] in the load test's file")
                .contains("nothing was started");
        assertThat(folder.resolve("out")).doesNotExist();
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                target: %s
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 2 tps } ]
                """.formatted(shop));
        String[] run = {
            "run", file.toString(), "--results", folder.resolve("out").toString()
        };
        assertThat(impulse(run)).isEqualTo(3);
        assertThat(asked).isEmpty();

        assertThat(impulse(and(quick, "--allow-target", "shop.test"))).isZero();
        assertThat(impulse(and(run, "--allow-target", "a.test", "--allow-target", "SHOP.test")))
                .isZero();
        Files.writeString(file, Files.readString(file) + "allow: shop.test\n");
        assertThat(impulse(run)).isZero();
        assertThat(asked)
                .hasSize(3)
                .allSatisfy(test ->
                        assertThat(test.allowed().refusal("shop.test", PUBLIC)).isNull());
        assertThat(impulse(and(quick, "--allow-target", "http://shop.test"))).isEqualTo(3);
        assertThat(written()).contains("--allow-target: http://shop.test (expected: a host such as");
    }

    @Test
    void aPublicPlaceIsNotAskedWhetherTheSystemIsReady() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                target: %s
                system: { command: [ sh, -c, touch started ], ready: GET http://203.0.113.7/health }
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 2 tps } ]
                """.formatted(url("")));
        assertThat(impulse(
                        "run",
                        file.toString(),
                        "--results",
                        folder.resolve("out").toString()))
                .isEqualTo(3);
        assertThat(written()).contains("system: ready: http://203.0.113.7/health: 203.0.113.7 is a public address");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    private static String[] and(String[] call, String... more) {
        return Stream.concat(Stream.of(call), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aSingleScenarioIsCompiledAndRun() throws IOException {
        Path source = scenario("Browse");
        assertThat(impulse(
                        "run",
                        source.toString(),
                        "--target",
                        url(""),
                        "--tps",
                        "5",
                        "--for",
                        "1s",
                        "--results",
                        folder.toString()))
                .isZero();
        LoadTest test = asked.getFirst();
        assertThat(test.name()).isEqualTo("Browse");
        assertThat(test.testCases().getFirst().scenario().get().getClass().getName())
                .isEqualTo("Browse");
    }

    @Test
    void aFileStartsItsSystemAndTakesItDownAgain() throws IOException {
        scenario("Browse");
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                name: shop
                target: %s
                system:
                  command: [ sh, -c, "echo $$ > pid; echo up; sleep 1000" ]
                  ready: { log: up }
                test-cases:
                  browse: Browse.java
                  home: GET /
                phases:
                  - steady: { for: 1s, browse: 5 tps, home: 2 tps }
                gates:
                  - browse p99 < 300 ms
                trace: off
                scrub: { fields: iban }
                """.formatted(url("")));
        assertThat(impulse(
                        "run",
                        file.toString(),
                        "--gate",
                        "errors = 0",
                        "--results",
                        folder.resolve("out").toString()))
                .isZero();
        LoadTest test = asked.getFirst();
        assertThat(test.testCases()).extracting("name").containsExactly("browse", "home");
        assertThat(test.gates()).extracting("text").containsExactly("browse p99 < 300 ms", "errors = 0");
        assertThat(test.trace()).isEqualTo(Trace.OFF);
        assertThat(test.scrub().fields()).containsExactly("iban");
        assertThat(written()).contains("system up after");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void theFileIsKeptAsItWasWhenTheRunBegan() throws IOException {
        String text = """
                # a comment, and a letter: ä
                name: shop
                target: %s
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 2 tps } ]
                """.formatted(url(""));
        Path file = Files.writeString(folder.resolve("result.json"), text);
        around = results -> Files.writeString(file, "edited meanwhile");
        assertThat(impulse(
                        "run",
                        file.toString(),
                        "--results",
                        folder.resolve("out").toString()))
                .isZero();
        Path own = theOnlyIn(folder.resolve("out"));
        assertThat(own.resolve("loadtest-result.json")).hasContent(text);
        JsonNode result = JsonMapper.shared().readTree(Files.readString(own.resolve("result.json")));
        assertThat(result.at("/loadTest/file").asString()).isEqualTo("result.json");
        assertThat(result.at("/loadTest/text").asString()).isEqualTo(text);
    }

    private static Path theOnlyIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> folders = all.filter(each -> !Files.isSymbolicLink(each)).toList();
            assertThat(folders).hasSize(1);
            return folders.getFirst();
        }
    }

    @Test
    void aSystemThatDoesNotComeUpIsToldWithItsLastLines() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                target: %s
                system:
                  command: [ sh, -c, "echo no database; exit 3" ]
                  ready: { log: up }
                test-cases:
                  home: GET /
                phases:
                  - steady: { for: 1s, home: 2 tps }
                """.formatted(url("")));
        assertThat(impulse(
                        "run",
                        file.toString(),
                        "--results",
                        folder.resolve("out").toString()))
                .isEqualTo(4);
        assertThat(written())
                .contains("system ended with exit code 3 before it was ready")
                .contains("no database");
    }

    @Test
    void aScenarioThatIsNotThereIsToldWithItsPlaceInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                target: http://localhost
                test-cases:
                  browse: com.example.None
                phases:
                  - steady: { for: 1s, browse: 5 tps }
                """);
        assertThat(impulse("run", file.toString())).isEqualTo(3);
        assertThat(written())
                .contains("shop.yaml:3:11: test-cases.browse: com.example.None: no such class on the class path");
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        assertThat(impulse("--help")).isZero();
        assertThat(impulse("run", "--help")).isZero();
        assertThat(impulse("quick", "--help")).isZero();
        assertThat(written())
                .contains("impulse run loadtest.yaml")
                .contains("--users 64")
                .contains("Exit codes:");
    }

    private Path scenario(String name) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".java"),
                "public class %s implements dev.impulse.load.LoadGenerator { public void run(dev.impulse.load.Load load) {} }"
                        .formatted(name));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private int impulse(String... arguments) {
        Generator generator = (test, observer, witness, run, stop) -> {
            asked.add(test);
            try {
                around.run(run.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Result(
                    new Result.Generator("0.1.0", "25", new Result.Machine(1, 1, "none", "none")),
                    null,
                    List.of(),
                    test.name(),
                    verdict,
                    "as asked",
                    List.of(),
                    test.target(),
                    test.seed(),
                    "none",
                    Instant.EPOCH,
                    Duration.ZERO,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Testimony.NONE);
        };
        return Impulse.execute(
                Impulse.commandLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), generator, this::addresses),
                arguments);
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : names.getOrDefault(host, List.of(host))) {
            addresses.add(InetAddress.ofLiteral(literal));
        }
        return addresses;
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
