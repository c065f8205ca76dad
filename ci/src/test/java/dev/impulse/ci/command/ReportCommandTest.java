package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's result shown again, of a short real run.
class ReportCommandTest {
    @TempDir
    Path folder;

    private String ofTheRun = "";

    @BeforeEach
    void run() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            ofTheRun = impulse(
                    -1,
                    "quick",
                    url,
                    "--tps",
                    "20",
                    "--for",
                    "300ms",
                    "--gate",
                    "p99 < 1 s",
                    "--out",
                    folder.toString());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSummaryIsThatOfTheRun() {
        String again = impulse(0, "report", folder.toString());
        // On a busy machine the run may be inconclusive, which is not what is tested.
        assertThat(again).containsPattern("^[✗?] ").contains("gates").contains("first failure of each kind");
        assertThat(ofTheRun).endsWith(again);
    }

    @Test
    void itIsMadeFromResultJsonAlone() throws IOException {
        String summary = Files.readString(folder.resolve("summary.md"));
        String junit = Files.readString(folder.resolve("junit.xml"));
        Files.delete(folder.resolve("summary.md"));
        Files.delete(folder.resolve("junit.xml"));
        assertThat(impulse(0, "report", folder.toString(), "--format", "md")).isEqualTo(summary);
        assertThat(impulse(0, "report", folder.toString(), "--format", "junit")).isEqualTo(junit);
        assertThat(impulse(0, "report", folder.toString(), "--format", "json"))
                .isEqualTo(Files.readString(folder.resolve("result.json")));
        assertThat(folder.resolve("summary.md")).doesNotExist();

        assertThat(impulse(0, "report", folder.toString(), "--format", "md", "--write"))
                .contains("written: " + folder.resolve("summary.md"));
        assertThat(folder.resolve("summary.md")).hasContent(summary);
        assertThat(folder.resolve("junit.xml")).doesNotExist();
        impulse(0, "report", folder.toString(), "--write");
        assertThat(folder.resolve("junit.xml")).hasContent(junit);
    }

    @Test
    void whereThereIsNoResultThatIsTold() throws IOException {
        assertThat(impulse(3, "report", folder.resolve("none").toString()))
                .contains("none: no such folder (expected: the folder of a run, such as results/latest)");
        Files.delete(folder.resolve("result.json"));
        assertThat(impulse(3, "report", folder.toString()))
                .contains("no result.json in it (expected: the folder of a run");
        try (RunFolder begun = RunFolder.begin(folder)) {
            begun.giveUp("target: refuses");
        }
        assertThat(impulse(3, "report", folder.toString())).contains("the run that wrote it has no result: target:");
    }

    @Test
    void whatCannotBeShownIsTold() {
        assertThat(impulse(3, "report", folder.toString(), "--format", "pdf"))
                .contains("--format: pdf (expected: one of md, junit, json)");
        assertThat(impulse(3, "report", folder.toString(), "--format", "json", "--write"))
                .contains("--write: beside --format json (expected: md or junit");
        assertThat(impulse(3, "report")).contains("DIR is missing");
        assertThat(impulse(0, "report", "--help")).contains("impulse report results/latest");
    }

    /// @param code expected; below 0: any
    private static String impulse(int code, String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int given = Impulse.execute(Impulse.commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM), arguments);
        String written = bytes.toString(StandardCharsets.UTF_8);
        if (code >= 0) {
            assertThat(given).as(written).isEqualTo(code);
        }
        return written;
    }
}
