package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real run whose gates ask of a mock, which is the system under test as well: what it was asked is what was sent.
class MockGatesTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void whatTheMockWasAskedAndGaveIsJudged() throws IOException {
        Files.writeString(folder.resolve("payments.yaml"), "stubs: [ { get: /pay, answer: 204 } ]\n");
        recordDelays("pay.hlog", 30_000_000);
        int port = freePort();
        int code = run("""
                target: http://127.0.0.1:%1$d
                dependencies: { payments: { port: %1$d, stubs: payments.yaml } }
                test-cases:
                  pay: GET /pay
                  lose: { get: /lost, expect: 404 }
                phases:
                  - warm-up: { for: 500ms, pay: 10 tps }
                  - steady: { for: 2s, pay: 40 tps, lose: 10 tps, with: { payments: { delay: { recorded: pay.hlog } } } }
                gates:
                  - payments calls <= 1.1 a trigger
                  - payments calls > 1,000
                  - payments delay p50 >= 29 ms in steady
                  - payments delay max < 20 ms
                  - payments unmatched < 50 %%
                  - payments unmatched = 0
                  - payments faults = 0
                """.formatted(port));

        // On a busy machine the generator or the mock may be late, which goes before gates.
        assertThat(code).as(written()).isIn(1, 2);
        assertThat(met())
                .isEqualTo(Map.of(
                        "payments calls <= 1.1 a trigger", true,
                        "payments calls > 1,000", false,
                        "payments delay p50 >= 29 ms in steady", true,
                        "payments delay max < 20 ms", false,
                        "payments unmatched < 50 %", true,
                        "payments unmatched = 0", false,
                        "payments faults = 0", true));
        assertThat(written())
                .containsPattern(
                        "[✓?] payments calls <= 1\\.1 a trigger +steady +[01](\\.\\d+)? a trigger \\(\\d+ of 100 triggers\\)")
                .containsPattern("[✗?] payments unmatched = 0 +steady +\\d+");
    }

    /// In the folder of the load test, which is not that of the mock.
    private void recordDelays(String name, long nanos) throws IOException {
        Histogram times = new Histogram(3);
        times.recordValue(nanos);
        try (PrintStream log = new PrintStream(folder.resolve(name).toFile(), StandardCharsets.UTF_8)) {
            new HistogramLogWriter(log).outputIntervalHistogram(times);
        }
    }

    /// In the single phase that is judged.
    private Map<String, Boolean> met() throws IOException {
        JsonNode result =
                JsonMapper.shared().readTree(folder.resolve("out/result.json").toFile());
        return result.get("gates")
                .valueStream()
                .collect(Collectors.toMap(
                        gate -> gate.get("gate").asString(),
                        gate -> gate.get("met").asBoolean()));
    }

    private int run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), text);
        return Impulse.execute(
                Impulse.commandLine(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        LoadTestRunner.generator(),
                        Resolver.SYSTEM),
                "run",
                file.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
