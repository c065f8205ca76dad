package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.ci.tell.OtlpReceiver;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Metrics of whole runs of the command: asked for by Debian's Prometheus, sent as the environment says, and not had
/// where nobody asked for them.
class MetricsCommandTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<String> quick(String... options) {
        var call = new ArrayList<String>();
        call.addAll(List.of("quick", "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        call.addAll(List.of("--tps", "20", "--out", folder.resolve("result").toString()));
        call.addAll(List.of(options));
        return call;
    }

    private int impulse(List<String> call) {
        return Impulse.commandLine(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        LoadTestRunner.generator(),
                        Resolver.SYSTEM)
                .execute(call.toArray(String[]::new));
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void prometheusHasWhatItAskedFor() throws Exception {
        int scraped = freePort();
        int asked = freePort();
        Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: impulse
                    scrape_interval: 500ms
                    scrape_timeout: 500ms
                    static_configs:
                      - targets: [ "127.0.0.1:%d" ]
                """.formatted(scraped));
        var prometheus = prometheus(asked);
        try {
            await().atMost(SOON).until(() -> query(asked, "vector(1)").size() == 1);
            assertThat(impulse(quick("--for", "5s", "--metrics", "" + scraped)))
                    .as(written())
                    .isIn(0, 2);
            assertThat(written()).contains("metrics at http://127.0.0.1:" + scraped + "/metrics");

            var started = query(asked, "max_over_time(impulse_trigger_started_total[5m])");
            assertThat(started).hasSize(1);
            assertThat(started.get(0).at("/metric/impulse_test_case").asString())
                    .isEqualTo("GET /");
            assertThat(Double.parseDouble(started.get(0).at("/value/1").asString()))
                    .isBetween(1.0, 100.0);
            var slow = query(
                    asked,
                    "max_over_time(http_client_request_duration_seconds_bucket{le=\"+Inf\",impulse_phase=\"steady\"}[5m])");
            assertThat(slow).hasSize(1);
            assertThat(Double.parseDouble(slow.get(0).at("/value/1").asString()))
                    .isBetween(1.0, 100.0);
        } finally {
            prometheus.destroy();
            prometheus.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process prometheus(int port) throws InterruptedException {
        try {
            return new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("prometheus"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
        } catch (IOException none) {
            assumeThat(none).as("prometheus is installed").isNull();
            throw new AssertionError(none);
        }
    }

    private static JsonNode query(int port, String query) throws InterruptedException {
        var uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body()).at("/data/result");
        } catch (IOException notYet) {
            return JsonMapper.shared().createArrayNode();
        }
    }

    @Test
    void aPortInUseIsOfTheEnvironment() {
        int taken = server.getAddress().getPort();
        assertThat(impulse(quick("--for", "1s", "--metrics", "" + taken))).isEqualTo(4);
        assertThat(written())
                .contains("--metrics: 127.0.0.1:" + taken + ": ", "no other program has", "nothing was measured");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--metrics | 70000            | a port such as 9464",
                "--metrics | nowhere:9464     | a port such as 9464",
                "--metrics | 9464/metrics     | a port such as 9464",
                "--metrics | -1               | a port such as 9464",
                "--otlp    | localhost:4318   | a whole URL such as",
                "--otlp    | ftp://localhost  | a whole URL such as",
                "--otlp    | http://h/?key=me | OTEL_EXPORTER_OTLP_HEADERS",
            })
    void whatCannotBeIsAMistake(String option, String value, String expected) {
        assertThat(impulse(quick(option, value))).isEqualTo(3);
        assertThat(written())
                .contains(option + ": ", expected, "nothing was started")
                .doesNotContain("key=me");
    }

    @Test
    void anEnvironmentThatNamesNoReceiverIsAMistake() throws Exception {
        assertThat(ended(process(Map.of(), List.of(), quick("--otlp", "env")))).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("said")))
                .contains("--otlp: env, and OTEL_EXPORTER_OTLP_ENDPOINT is not set");
    }

    @Test
    void itIsSentAsTheEnvironmentSaysWhenTheCallSaysSo() throws Exception {
        try (var receiver = new OtlpReceiver(200)) {
            var process = process(environment(receiver), List.of(), quick("--for", "1s", "--otlp", "env"));

            assertThat(ended(process))
                    .as(Files.readString(folder.resolve("said")))
                    .isIn(0, 2);
            assertThat(receiver.lastPath()).isEqualTo("/base/v1/metrics");
            assertThat(receiver.lastHeader("Authorization")).isEqualTo("Bearer of metrics");
            assertThat(receiver.lastResource())
                    .containsEntry("team", "checkout")
                    .containsEntry("service.name", "impulse");
            assertThat(receiver.lastSum("impulse.trigger.started")).isEqualTo(20);
        }
    }

    @Test
    void withoutTheOptionsNothingIsSentOrEvenLoaded() throws Exception {
        try (var receiver = new OtlpReceiver(200)) {
            var log = folder.resolve("classes");
            var process = process(environment(receiver), List.of("-Xlog:class+load:file=" + log), quick("--for", "1s"));

            assertThat(ended(process))
                    .as(Files.readString(folder.resolve("said")))
                    .isIn(0, 2);
            assertThat(receiver.messages()).isZero();
            assertThat(Files.readString(log))
                    .contains("dev.impulse.ci.tell.Telling")
                    .doesNotContain("io.opentelemetry.", "io.prometheus.", "com.sun.net.httpserver.");
        }
    }

    private static Map<String, String> environment(OtlpReceiver receiver) {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.uri() + "/base/",
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20of%20metrics",
                "OTEL_RESOURCE_ATTRIBUTES", "team=checkout",
                "OTEL_METRICS_EXPORTER", "console",
                "OTEL_SDK_DISABLED", "true");
    }

    private Process process(Map<String, String> environment, List<String> options, List<String> call)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Impulse.class.getName()));
        command.addAll(call);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
