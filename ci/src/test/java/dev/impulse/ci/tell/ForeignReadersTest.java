package dev.impulse.ci.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is held against readers that nobody here wrote: Prometheus' promtool, and the strict parser of its
/// client for Python, both as Debian has them. Skipped where they are not installed; CI installs them.
class ForeignReadersTest {
    /// Debian's, which Debian's modules belong to.
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    private String openMetrics = "";
    private String text = "";

    @BeforeEach
    void scrape() throws Exception {
        var told = new ArrayList<String>();
        var anyPort = new Channels(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null);
        try (var service = new Service();
                var telling = Telling.open(anyPort, service.loadTest(), told::add)) {
            service.loadTest().run(telling.observer());
            var uri = URI.create(told.getFirst().replace("metrics at ", ""));
            openMetrics = Scrape.of(uri).text();
            text = Scrape.ask(HttpRequest.newBuilder(uri).header("Accept", "text/plain"))
                    .body();
        }
    }

    private String said(List<String> command, String input) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : "failed: " + said;
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        assumeThat(works("promtool", "--version")).as("promtool is installed").isTrue();
        assertThat(said(List.of("promtool", "check", "metrics"), text)).isEmpty();
    }

    @Test
    void theStrictParserOfOpenMetricsTakesIt() throws Exception {
        assumeThat(works(PYTHON, "-c", "import prometheus_client.openmetrics"))
                .as("Debian's python3-prometheus-client is installed")
                .isTrue();
        var program = """
                import sys
                from prometheus_client.openmetrics.parser import text_string_to_metric_families
                for family in text_string_to_metric_families(sys.stdin.read()):
                    if family.name == "impulse_trigger_started":
                        print(family.type, sum(sample.value for sample in family.samples))
                    if family.name == "http_client_request_duration_seconds":
                        print(family.type, family.unit, {sample.labels["impulse_request"] for sample in family.samples} == {"list", 'the "best"'})
                """;
        assertThat(said(List.of(PYTHON, "-c", program), openMetrics).lines())
                .containsExactlyInAnyOrder("counter 60.0", "histogram seconds True");
    }
}
