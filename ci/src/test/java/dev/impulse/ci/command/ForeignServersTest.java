package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole runs against servers that nobody here wrote: Debian's nginx and npm's json-server. Skipped where they are not
/// installed; CI installs them.
class ForeignServersTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Process server;

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void nginxServesWhatTheResultCounts() throws IOException {
        var nginx = program("nginx");
        int port = freePort();
        var log = folder.resolve("access.log");
        var configuration = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  log_format request '$request $status';
                  access_log %2$s request;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server {
                    listen 127.0.0.1:%3$d;
                    location = /missing { return 404; }
                    location / { return 200 'hello'; }
                  }
                }
                """.formatted(folder, log, port));
        start(port, nginx, "-e", folder.resolve("error.log").toString(), "-c", configuration.toString());
        var file = Files.writeString(folder.resolve("nginx.yaml"), """
                name: nginx
                target: http://127.0.0.1:%d
                test-cases:
                  home: GET /
                  missing: { get: /missing, expect: 404 }
                phases:
                  - warm-up: { for: 1s, home: 10 -> 50 tps }
                  - steady: { for: 2s, home: 50 tps, missing: 20 tps poisson }
                gates:
                  - errors = 0
                  - tps >= 99 %% of asked
                """.formatted(port));

        run(file);

        var result = result("nginx");
        assertThat(result.at("/phases/1/testCases/0/ledger/ok").asInt()).isEqualTo(100);
        assertThat(result.at("/gates/0/met").asBoolean()).isTrue();
        long counted = 0;
        for (var phase : result.get("phases")) {
            for (var testCase : phase.get("testCases")) {
                assertThat(testCase.at("/ledger/failed").asInt()).isZero();
                counted += testCase.at("/ledger/ok").asLong();
            }
        }
        assertThat(Files.readAllLines(log))
                .hasSize((int) counted)
                .allMatch(line -> line.contains(" 200") || line.equals("GET /missing HTTP/1.1 404"));
    }

    @Test
    void jsonServerTakesWhatAScenarioMadeOfItsAnswers() throws IOException {
        var jsonServer = program("json-server");
        int port = freePort();
        var database = Files.writeString(
                folder.resolve("db.json"), "{\"carts\": [], \"products\": [{\"id\": 17, \"price\": 5}]}");
        start(port, jsonServer, "--port", "" + port, "--host", "127.0.0.1", "--quiet", database.toString());
        Files.writeString(folder.resolve("Buy.java"), """
                import dev.impulse.load.*;
                import java.util.Map;

                public final class Buy implements LoadGenerator {
                    record Cart(int id, int product, int total) {}

                    public void run(Load load) {
                        int price = load.get("/products/17").send().expect(200).json().get("price").asInt();
                        var cart = load.post("/carts").json(Map.of("product", 17, "total", price)).named("create").send().expect(201).as(Cart.class);
                        load.patch("/carts/" + cart.id()).json(Map.of("total", cart.total() + 1)).send().expect(200);
                        int total = load.get("/carts").query("id", cart.id()).named("read").send().expect(200).json().get(0).get("total").asInt();
                        load.check(total == price + 1, "total %s (expected: %s)", total, price + 1);
                    }
                }
                """);
        var file = Files.writeString(folder.resolve("shop.yaml"), """
                name: json-server
                target: http://127.0.0.1:%d
                test-cases: { buy: Buy.java }
                phases: [ steady: { for: 3s, buy: 5 tps } ]
                gates: [ errors = 0 ]
                """.formatted(port));

        run(file);

        var testCase = result("json-server").at("/phases/0/testCases/0");
        assertThat(testCase.at("/ledger/ok").asInt()).as(written()).isEqualTo(15);
        assertThat(testCase.get("requests").findValuesAsString("name"))
                .containsExactlyInAnyOrder("GET /products/{}", "create", "PATCH /carts/{}", "read");
    }

    private void start(int port, String... command) throws IOException {
        server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> isOpen(port));
    }

    private static boolean isOpen(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// The verdict may be that the machine was too busy to trust the times, which is not what is tested.
    private void run(Path file) {
        int code = Impulse.commandLine(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        LoadTestRunner.generator(),
                        Resolver.SYSTEM)
                .execute(
                        "run",
                        file.toString(),
                        "--results",
                        folder.resolve("results").toString());
        assertThat(code).as(written()).isIn(0, 2);
    }

    private JsonNode result(String name) throws IOException {
        try (var folders = Files.list(folder.resolve("results"))) {
            var own = folders.filter(each -> each.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.shared().readTree(own.resolve("result.json").toFile());
        }
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String program(String name) {
        var found = Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator))
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found).as(name + " is installed").isPresent();
        return found.orElseThrow().toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
