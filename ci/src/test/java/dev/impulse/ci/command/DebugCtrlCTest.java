package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `impulse debug` in a process of its own, with a system that its file starts, and Ctrl-C while the trigger waits for
/// an answer that never comes.
class DebugCtrlCTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private Process impulse;

    /// A system under test that takes requests and does not answer.
    static final class Mute {
        private Mute() {}

        public static void main(String[] arguments) throws IOException {
            try (var server = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
                System.out.println("up " + ProcessHandle.current().pid());
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> listen(socket));
                }
            }
        }

        private static void listen(Socket socket) {
            try (socket) {
                while (socket.getInputStream().read() >= 0) {
                    System.out.println("asked");
                }
            } catch (IOException gone) {
                System.out.println("left");
            }
        }
    }

    @BeforeEach
    void begin() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                target: http://127.0.0.1:%d
                system: { command: [ '%s', -cp, '%s', '%s', '%d' ], ready: { log: up } }
                test-cases: { home: { get: /, timeout: 10 min } }
                phases: [ steady: { for: 1s, home: 1 tps } ]
                """.formatted(
                        port, java, System.getProperty("java.class.path"), Mute.class.getName(), port));
        impulse = new ProcessBuilder(List.of(
                        "env",
                        "--default-signal=INT",
                        java,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Impulse.class.getName(),
                        "debug",
                        file.toString(),
                        "--save",
                        folder.resolve("saved").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    @AfterEach
    void end() throws InterruptedException {
        impulse.destroyForcibly().waitFor();
    }

    @Test
    void onceShowsWhatTheTriggerDidAndEndsTheSystem() throws Exception {
        long system = asked();
        press();

        assertThat(impulse.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(impulse.exitValue()).as(said()).isEqualTo(1);
        assertThat(said()).contains("system up after", "Ctrl-C: the scenario is interrupted", "GET /");
        assertThat(folder.resolve("saved/debug.json")).exists();
        assertThat(isAlive(system)).isFalse();
    }

    @Test
    void killedItTakesTheSystemWithIt() throws Exception {
        long system = asked();
        impulse.destroyForcibly().waitFor();
        await().atMost(SOON).until(() -> !isAlive(system));
    }

    /// Waits until the system has a request.
    ///
    /// @return the system's process
    private long asked() throws IOException {
        Path log = folder.resolve("saved/system.log");
        await().atMost(SOON)
                .until(() -> Files.exists(log) && Files.readString(log).contains("asked"));
        String pid = Files.readAllLines(log).getFirst().substring("up ".length());
        assertThat(isAlive(Long.parseLong(pid))).isTrue();
        return Long.parseLong(pid);
    }

    private void press() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", "" + impulse.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static boolean isAlive(long pid) throws IOException {
        Path status = Path.of("/proc", "" + pid, "stat");
        return Files.exists(status) && !Files.readString(status).contains(") Z ");
    }
}
