package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The command in a process of its own, which is sent what a terminal sends for Ctrl-C.
class CtrlCTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean mute;
    private ServerSocket server;
    private Process impulse;

    @BeforeEach
    void begin() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        impulse = start();
        serve();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        server.close();
        impulse.destroyForcibly().waitFor();
    }

    private void serve() {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> talk(socket));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    private void talk(Socket socket) {
        try (socket) {
            var buffer = new byte[4096];
            while (socket.getInputStream().read(buffer) > 0) {
                if (!mute) {
                    socket.getOutputStream().write(OK);
                }
                asked.incrementAndGet();
            }
        } catch (IOException e) {
            // The generator has gone.
        }
    }

    private Process start() throws IOException {
        // Where the tests themselves were started in the background, Ctrl-C is ignored by all that they start.
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Impulse.class.getName(),
                        "quick",
                        "http://127.0.0.1:" + server.getLocalPort() + "/",
                        "--tps",
                        "50",
                        "--for",
                        "10m",
                        "--out",
                        folder.resolve("result").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private void press() throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-INT", "" + impulse.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private int ended() throws InterruptedException {
        assertThat(impulse.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return impulse.exitValue();
    }

    @Test
    void onceEndsTheLoadTestEarlyAndTheResultIsThere() throws Exception {
        await().atMost(SOON).until(() -> asked.get() > 20);
        press();

        assertThat(ended()).as(said()).isEqualTo(2);
        var result = JsonMapper.shared()
                .readTree(folder.resolve("result/result.json").toFile());
        assertThat(result.get("reason").asString())
                .matches("stopped by Ctrl-C after .* of 10 min: what was not run cannot be judged");
        var ledger = result.at("/phases/0/testCases/0/ledger");
        assertThat(ledger.get("planned").asLong())
                .isEqualTo(ledger.get("ok").asLong())
                .isEqualTo(asked.get());
        assertThat(said()).contains("Ctrl-C: no more triggers start", "? inconclusive   stopped by Ctrl-C");
    }

    @Test
    void twiceEndsItAtOnce() throws Exception {
        mute = true; // what is in flight would go on for as long as the grace
        await().atMost(SOON).until(() -> asked.get() > 20);
        press();
        await().atMost(SOON).until(() -> said().contains("Ctrl-C: no more triggers start"));
        press();

        assertThat(ended()).as(said()).isEqualTo(130);
        assertThat(said()).contains("interrupted: taking everything down");
        assertThat(folder.resolve("result/result.json")).doesNotExist();
    }
}
