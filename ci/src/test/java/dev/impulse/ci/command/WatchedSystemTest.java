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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole runs of the command whose file starts a system: what is seen of it is judged, and so is its end.
class WatchedSystemTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void whatIsSeenOfItIsShownKeptAndJudged() throws IOException {
        int code = run(
                1_000_000,
                "3s",
                "system threads < 200 in steady",
                "system rss < 3 GB",
                "system cpu < 10000 %",
                "system open files < 1",
                "system gc <= 100 %",
                "system heap <= 100 %");

        assertThat(code).as(written()).isIn(1, 2);
        assertThat(written()).containsPattern("system +cpu +rss +threads +open files +heap +gc");
        assertThat(result().path("gates").values())
                .extracting(gate -> gate.path("met").asBoolean())
                .containsExactly(true, true, true, false, true, true);
        assertThat(result().path("figures").values())
                .extracting(figure -> figure.path("name").asString())
                .contains("cpu", "rss", "threads", "open files", "sockets", "heap", "gc");
    }

    @Test
    void aSystemThatEndsByItselfEndsTheRunAndFailsItWithItsLastLines() throws IOException {
        int code = run(100, "40s", "errors <= 100 %");

        assertThat(code).as(written()).isEqualTo(1);
        assertThat(result().path("lasted").asDouble()).isLessThan(40_000);
        assertThat(result().path("reason").asString())
                .matches("aborted after .* of 40 s:"
                        + " the system under test ended by itself with exit code 7, in steady, after [0-9.]+ s");
        assertThat(result().path("causes").values())
                .extracting(JsonNode::asString)
                .contains("the last it wrote, all of which is in system.log:", "  password=***: out of ideas");
        assertThat(written()).contains("ended by itself with exit code 7: no more triggers start");
    }

    private int run(int answers, String lasting, String... gates) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var file = Files.writeString(folder.resolve("loadtest.yaml"), """
                name: mortal
                target: http://127.0.0.1:%d
                system:
                  command: [ %s, -XX:+UseSerialGC, -cp, "%s", %s, "%d", "%d" ]
                  environment: { WORD: "${secret.WORD}" }
                test-cases: { home: GET / }
                phases: [ steady: { for: %s, home: 50 tps } ]
                gates: [ "%s" ]
                """.formatted(
                        port,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Mortal.class.getName(),
                        port,
                        answers,
                        lasting,
                        String.join("\", \"", gates)));
        var commandLine = Impulse.commandLine(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), LoadTestRunner.generator(), Resolver.SYSTEM);
        return Impulse.execute(
                commandLine,
                "run",
                file.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--secrets-file",
                Files.writeString(folder.resolve("secrets.env"), "WORD=hunter-two\n")
                        .toString());
    }

    private JsonNode result() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("out/result.json")));
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
