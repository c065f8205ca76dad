package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real runs with mocked dependencies, from their files to their result. The system under test is a mock itself: what
/// it was asked is what the generator sent.
class MockedRunTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int port;

    @BeforeEach
    void writeStubs() throws IOException {
        port = freePort();
        Files.writeString(folder.resolve("shop.yaml"), """
                stubs:
                  - name: home
                    get: /
                    returns: { state: open }
                    delay: 20 ms
                  - name: broken
                    get: /broken
                    answer: 204
                    errors: 50 %
                """);
    }

    @Test
    void whatTheMockWasAskedIsWhatWasSentPhaseByPhase() throws IOException {
        int code = run("""
                target: http://127.0.0.1:%1$d
                dependencies: { shop: { port: %1$d, stubs: shop.yaml } }
                test-cases:
                  home: GET /
                  broken: GET /broken
                phases:
                  - warm-up: { for: 1s, home: 40 tps }
                  - steady: { for: 2s, home: 40 tps, broken: 50 tps }
                  - peak: { for: 1500ms, home: 40 tps, with: { shop: { delay: 100 ms } } }
                gates: [ home p99 < 9 s, errors >= 0 ]
                """.formatted(port));

        assertThat(code).as(written()).isIn(0, 2);
        JsonNode shop = result().at("/dependencies/0");
        assertThat(shop.get("name").asString()).isEqualTo("shop");
        assertThat(shop.findValuesAsString("phase")).containsExactly("warm-up", "steady", "peak");
        JsonNode steady = shop.at("/phases/1");
        assertThat(steady.get("calls").asLong())
                .isBetween(170L, 182L); // a few on the boundaries may be another phase's
        assertThat(shop.get("phases")
                        .valueStream()
                        .mapToLong(phase -> phase.get("calls").asLong())
                        .sum())
                .isEqualTo(40 + 80 + 100 + 60);
        assertThat(steady.at("/stubs")
                        .valueStream()
                        .map(stub -> stub.get("name").asString()))
                .containsExactly("home", "broken");
        assertThat(steady.get("faults").asLong())
                .isEqualTo(result().at("/phases/1/testCases/1/ledger/failed").asLong())
                .isBetween(20L, 80L);
        assertThat(shop.at("/phases/2/askedDelay/p50").asDouble()).isBetween(99.0, 101.0);
        assertThat(shop.at("/phases/2/givenDelay/min").asDouble()).isGreaterThanOrEqualTo(19.9);
        assertThat(result().at("/phases/2/testCases/0/serviceTime/p50").asDouble())
                .isGreaterThanOrEqualTo(99.9);
        assertThat(result().get("figures").findValuesAsString("of")).contains("shop");
        assertThat(written()).contains("mocks up after", "shop on " + port, "mocked dependencies", "shop in peak");
        assertThat(folder.resolve("out/mock-shop.log")).content().contains("delay 20 ms", "administration");
        assertThat(mocks()).isEmpty();
    }

    @Test
    void callsThatNoStubIsForAreToldWithTheNearest() throws IOException {
        run("""
                target: http://127.0.0.1:%1$d
                dependencies: { shop: { port: %1$d, stubs: shop.yaml } }
                test-cases: { home: GET /brokne }
                phases: [ steady: { for: 500ms, home: 20 tps } ]
                """.formatted(port));

        assertThat(result().at("/dependencies/0/phases/0/unmatched").asLong()).isEqualTo(10);
        assertThat(result().at("/dependencies/0/unmatched/0/told").asString()).contains("GET /brokne", "/broken");
        assertThat(written()).contains("shop: 10 calls: GET /brokne: no stub is for it");
    }

    @Test
    void aMockThatEndsInTheRunMakesItInconclusive() throws Exception {
        Thread killer = Thread.startVirtualThread(() -> {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() ->
                            Files.readString(folder.resolve("out/run.json")).contains("\"steady\""));
            mocks().forEach(ProcessHandle::destroyForcibly);
        });
        int code = run("""
                name: shop
                target: http://127.0.0.1:%1$d
                dependencies: { shop: { port: %1$d, stubs: shop.yaml } }
                test-cases: { home: GET / }
                phases: [ steady: { for: 4s, home: 20 tps } ]
                gates: [ errors >= 0 ]
                """.formatted(port));
        killer.join();

        assertThat(code).as(written()).isEqualTo(2);
        assertThat(written()).contains("? inconclusive").contains("shop: its process ended with exit code 137");
        assertThat(result().at("/dependencies/0/lost").asString()).contains("exit code 137");
    }

    @Test
    void aPortThatIsTakenIsToldWithWhoHasItAndNothingIsMeasured() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run("""
                    target: http://127.0.0.1:%1$d
                    dependencies: { shop: { port: %1$d, stubs: shop.yaml } }
                    test-cases: { home: GET / }
                    phases: [ steady: { for: 1s, home: 20 tps } ]
                    """.formatted(taken.getLocalPort()));

            assertThat(code).isEqualTo(4);
            assertThat(written())
                    .contains("the mock of shop ended with exit code 4 before it was ready")
                    .contains("port " + taken.getLocalPort() + " is in use by process "
                            + ProcessHandle.current().pid())
                    .contains("nothing was measured");
            assertThat(mocks()).isEmpty();
        }
    }

    @Test
    void codeMocksADependencyAsWell() throws IOException {
        Files.writeString(folder.resolve("Shop.java"), """
                import static dev.impulse.mock.Request.get;

                import dev.impulse.mock.MockedDependency;
                import dev.impulse.mock.Stubs;
                import java.util.Map;

                public final class Shop implements MockedDependency {
                    @Override
                    public void define(Stubs stubs) {
                        stubs.every(get("/items/{id}")).returns(call -> Map.of("id", call.path("id")));
                    }
                }
                """);
        int code = run("""
                target: http://127.0.0.1:%1$d
                dependencies: { shop: { port: %1$d, stubs: Shop.java } }
                test-cases: { item: GET /items/7 }
                phases:
                  - warm-up: { for: 500ms, item: 20 tps }
                  - steady: { for: 1s, item: 20 tps }
                gates: [ item p99 < 9 s, errors = 0 ]
                """.formatted(port));

        assertThat(code).as(written()).isIn(0, 2);
        assertThat(result().at("/phases/1/testCases/0/ledger/ok").asLong()).isEqualTo(20);
        assertThat(result().at("/dependencies/0/phases/1/unmatched").asLong()).isZero();
    }

    private static List<ProcessHandle> mocks() {
        return ProcessHandle.current()
                .descendants()
                .filter(MockedRunTest::isMock)
                .toList();
    }

    private static boolean isMock(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("--name=shop");
        } catch (IOException ended) {
            return false;
        }
    }

    private int run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), text);
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return Impulse.execute(
                Impulse.commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM),
                "run",
                file.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private JsonNode result() {
        return JsonMapper.shared().readTree(folder.resolve("out/result.json").toFile());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
