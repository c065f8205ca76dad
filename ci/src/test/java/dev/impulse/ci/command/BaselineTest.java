package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real runs beside an earlier one, and earlier ones that are none.
class BaselineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aRunIsPutBesideTheOneBeforeIt() throws IOException {
        assertThat(run("first", "home: GET /", "home: 50 tps")).as(written()).isIn(0, 2);
        assertThat(run("second", "home: GET /", "home: 50 tps", "--baseline", path("first")))
                .as(written())
                .isIn(0, 2);

        JsonNode baseline = result("second").get("baseline");
        assertThat(baseline.get("folder").asString()).isEqualTo(path("first"));
        assertThat(baseline.get("judged").asBoolean()).isFalse();
        assertThat(baseline.get("started").asString())
                .isEqualTo(result("first").get("started").asString());
        JsonNode home = baseline.at("/compared/0");
        assertThat(home.get("testCase").asString()).isEqualTo("home");
        assertThat(home.at("/before/p99")).isEqualTo(result("first").at("/phases/0/testCases/0/responseTime/p99"));
        assertThat(home.at("/now/p50")).isEqualTo(result("second").at("/phases/0/testCases/0/responseTime/p50"));
        assertThat(home.at("/now/perSecond").asDouble()).isEqualTo(50);
        assertThat(written()).contains("beside the baseline " + path("first")).contains("reported only, not judged");
        assertThat(Files.readString(folder.resolve("second/summary.md"))).contains("## Beside the baseline");
        assertThat(result("first").has("baseline")).isFalse();
    }

    @Test
    void whatMatchesIsComparedAndWhatDoesNotIsNamed() throws IOException {
        assertThat(run("first", "home: GET /, cart: GET /cart", "home: 50 tps, cart: 10 tps"))
                .isIn(0, 2);
        assertThat(run(
                        "second",
                        "home: GET /, cart: GET /cart, pay: GET /pay",
                        "home: 50 tps, cart: 20 tps, pay: 5 tps",
                        "--name",
                        "other",
                        "--baseline",
                        path("first")))
                .isIn(0, 2);

        JsonNode baseline = result("second").get("baseline");
        assertThat(baseline.get("unlike").valueStream().map(JsonNode::asString))
                .contains(
                        "another load test: shop (now other)",
                        "asked of cart in steady was 10 tps (now 20 tps): not compared",
                        "the baseline has not the test case pay in steady");
        assertThat(baseline.get("compared")
                        .valueStream()
                        .map(row -> row.get("testCase").asString()))
                .containsOnly("home");
    }

    @Test
    void theVeryFolderMayBeWrittenOver() throws IOException {
        assertThat(run("out", "home: GET /", "home: 50 tps")).isIn(0, 2);
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("out")))
                .isIn(0, 2);
        assertThat(result("out").get("baseline").get("folder").asString()).isEqualTo(path("out"));
    }

    @Test
    void quickHasOneToo() throws IOException {
        String[] quick = {"quick", url() + "/", "--tps", "20", "--for", "500ms", "--out"};
        assertThat(impulse(and(quick, path("first")))).isIn(0, 2);
        assertThat(impulse(and(quick, path("second"), "--baseline", path("first"))))
                .isIn(0, 2);
        assertThat(result("second").at("/baseline/compared/0/testCase").asString())
                .isEqualTo("GET /");
    }

    @Test
    void oneThatIsNotThereIsAMistake() throws IOException {
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("absent")))
                .isEqualTo(3);
        refused("--baseline: " + path("absent")
                + ": no such folder (expected: the folder of a run, such as results/latest)");
    }

    @Test
    void aDamagedOneIsAMistake() throws IOException {
        assertThat(run("first", "home: GET /", "home: 50 tps")).isIn(0, 2);
        Path file = folder.resolve("first/result.json");
        String text = Files.readString(file);
        asked.set(0);

        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("first")))
                .isEqualTo(3);
        refused("--baseline: " + file + ": not JSON: ");
        Files.writeString(file, text.replace("\"phases\"", "\"fazes\""));
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("first")))
                .isEqualTo(3);
        refused("phases: missing (expected: a list)");
    }

    @Test
    void oneWithoutAResultIsAMistake() throws IOException {
        Files.createDirectory(folder.resolve("first"));
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("first")))
                .isEqualTo(3);
        refused("first: no result.json in it (expected: the folder of a run");
    }

    @Test
    void oneOfAnotherLoadTestIsAMistake() throws IOException {
        assertThat(run("first", "checkout: GET /", "checkout: 50 tps")).isIn(0, 2);
        asked.set(0);
        assertThat(run("out", "home: GET /", "home: 50 tps", "--baseline", path("first")))
                .isEqualTo(3);
        refused(
                "--baseline: " + path("first")
                        + ": a result of shop, which has no test case in a phase in common with this load"
                        + " test (its phases: steady; its test cases: checkout) (expected: an earlier result of the same load test)");
    }

    private void refused(String told) {
        assertThat(written()).contains(told).contains("nothing was started");
        assertThat(asked).hasValue(0);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int run(String out, String testCases, String rates, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                name: shop
                target: %s
                test-cases: { %s }
                phases: [ steady: { for: 1s, %s } ]
                """.formatted(url(), testCases, rates));
        return impulse(and(new String[] {"run", file.toString(), "--out", path(out)}, more));
    }

    private int impulse(String... arguments) {
        return Impulse.execute(
                Impulse.commandLine(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        LoadTestRunner.generator(),
                        Resolver.SYSTEM),
                arguments);
    }

    private static String[] and(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private JsonNode result(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(folder.resolve(name).resolve("result.json").toFile());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
