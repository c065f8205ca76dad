package dev.impulse.ci.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.client.AllowedHosts;
import dev.impulse.wire.client.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// Becomes the leader of a session of its own, with nobody as its parent.
    private static final String DAEMON = "setsid -f sh -c 'echo $$ >> pids; exec sleep 1002'";

    @TempDir
    Path folder;

    @Test
    void aProgramEndsWithItsChildrenAndGrandchildren() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(
                    program(
                            "sh -c 'sleep 1000 & echo $! >> pids; (sleep 1001 & echo $! >> pids; wait); wait' & echo $! >> pids; wait"));
            await().atMost(SOON).until(() -> lines(pids).size() == 3);
            assertThat(program.isAlive()).isTrue();
        }
        assertThat(lines(pids)).allSatisfy(pid -> assertThat(isAlive(pid)).isFalse());
    }

    @Test
    void aChildWhoseParentHasDiedEndsToo() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(program("sleep 1000 & echo $! >> pids; exit 3"));
            await().atMost(SOON).until(() -> !program.isAlive() && lines(pids).size() == 1);
            assertThat(isAlive(lines(pids).getFirst())).isTrue();
        }
        assertThat(isAlive(lines(pids).getFirst())).isFalse();
    }

    @Test
    void aProgramAndWhatHasLeftItsSessionEndAlsoWhenTheJvmThatStartedItIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Abandoned.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        Path pids = folder.resolve("pids");
        await().atMost(SOON).until(() -> lines(pids).size() == 2);
        assertThat(lines(pids)).allSatisfy(pid -> assertThat(isAlive(pid)).isTrue());
        jvm.destroyForcibly().waitFor();
        for (String pid : lines(pids)) {
            await().atMost(SOON).until(() -> !isAlive(pid));
        }
    }

    @Test
    void whatHasLeftItsSessionEndsAsWell() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(program(DAEMON + "; exit 0"));
            await().atMost(SOON).until(() -> !program.isAlive() && lines(pids).size() == 1);
            assertThat(isAlive(lines(pids).getFirst())).isTrue();
        }
        assertThat(isAlive(lines(pids).getFirst())).isFalse();
    }

    @Test
    void whatHasLeftItsSessionAndDoesNotListenToSigtermIsEndedAllTheSame() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes processes = new Processes(Duration.ofMillis(200))) {
            processes.start(program("setsid -f sh -c 'trap \"\" TERM; echo $$ >> pids; while :; do sleep 1; done'"));
            await().atMost(SOON).until(() -> lines(pids).size() == 1);
        }
        assertThat(isAlive(lines(pids).getFirst())).isFalse();
    }

    @Test
    void whatAnotherRunStartedIsLeftAlone() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes others = new Processes()) {
            others.start(program(DAEMON));
            await().atMost(SOON).until(() -> lines(pids).size() == 1);
            try (Processes processes = new Processes()) {
                processes.start(program("sleep 1000"));
            }
            assertThat(isAlive(lines(pids).getFirst())).isTrue();
        }
    }

    @Test
    void oneOfThemCanBeEndedWithAllThatItStartedAndStartedAgain() throws Exception {
        Path pids = folder.resolve("pids");
        try (Processes processes = new Processes()) {
            RunningProgram other = processes.start(program("sleep 1002"));
            RunningProgram program = processes.start(program("sleep 1000 & echo $! >> pids; echo up; wait"));
            new Ready.Says(Pattern.compile("up")).await(program, SOON);
            await().atMost(SOON).until(() -> lines(pids).size() == 1);

            processes.end(program);
            assertThat(program.isAlive()).isFalse();
            assertThat(isAlive(lines(pids).getFirst())).isFalse();
            assertThat(other.isAlive()).isTrue();

            RunningProgram silent = processes.start(program("sleep 1000"));
            assertThat(new Ready.Says(Pattern.compile("up")).now(silent)).isFalse();
            assertThat(silent.lastLines(5)).isEqualTo("  it wrote nothing");
        }
    }

    @Test
    void oneThatDoesNotWantToEndIsEndedByForce() throws Exception {
        try (Processes processes = new Processes(Duration.ofMillis(200))) {
            RunningProgram stubborn = processes.start(program("trap '' TERM; echo up; while :; do sleep 0.1; done"));
            new Ready.Says(Pattern.compile("up")).await(stubborn, SOON);
            processes.end(stubborn);
            assertThat(stubborn.isAlive()).isFalse();
        }
    }

    /// Starts a program, and is killed.
    static final class Abandoned {
        private Abandoned() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Program program = new Program(
                    "system",
                    List.of("sh", "-c", DAEMON + "; echo $$ >> pids; sleep 1000"),
                    folder,
                    Map.of(),
                    folder.resolve("log"));
            try (Processes processes = new Processes()) {
                processes.start(program).endsWithin(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void aProgramThatDoesNotListenToSigtermIsEndedAllTheSame() throws Exception {
        Processes processes = new Processes(Duration.ofMillis(200));
        RunningProgram program = processes.start(program("trap '' TERM; echo deaf; while :; do sleep 1000; done"));
        new Ready.Says(Pattern.compile("deaf")).await(program, SOON);
        processes.close();
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void aProgramGetsItsEnvironmentAndDirectory() throws Exception {
        try (Processes processes = new Processes()) {
            Program program = new Program(
                    "system",
                    List.of("sh", "-c", "pwd; echo $GREETING; sleep 1000"),
                    folder,
                    Map.of("GREETING", "good day"),
                    folder.resolve("system.log"));
            new Ready.Says(Pattern.compile("good day")).await(processes.start(program), SOON);
        }
        assertThat(folder.resolve("system.log"))
                .content()
                .contains(folder.toRealPath().toString());
    }

    @Test
    void aProgramThatDiesBeforeItIsReadyIsToldWithItsLastLines() throws Exception {
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(program("echo port 8080 is in use; exit 7"));
            assertThatThrownBy(() -> new Ready.Says(Pattern.compile("listening")).await(program, SOON))
                    .isInstanceOf(CouldNotStart.class)
                    .hasMessageContaining("system ended with exit code 7 before it was ready")
                    .hasMessageContaining("    port 8080 is in use");
        }
    }

    @Test
    void aProgramThatIsNotReadyInTimeIsTold() throws Exception {
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(program("echo thinking; sleep 1000"));
            new Ready.Says(Pattern.compile("thinking")).await(program, SOON);
            assertThatThrownBy(() -> new Ready.Listens("127.0.0.1", 1).await(program, Duration.ofMillis(1)))
                    .isInstanceOf(CouldNotStart.class)
                    .hasMessageContaining("was not ready")
                    .hasMessageContaining("port 127.0.0.1:1");
        }
    }

    @Test
    void aProgramIsReadyWhenItAnswers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        try (Processes processes = new Processes()) {
            RunningProgram program = processes.start(program("sleep 1000"));
            URI health = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
            new Ready.Answers(health).await(program, SOON);
            assertThat(asked).hasValue(3);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTargetThatRefusesIsTold() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Target nobody = new Target(URI.create("http://127.0.0.1:" + free));
        assertThatThrownBy(() -> nobody.reach(SOON, AllowedHosts.PRIVATE, Resolver.SYSTEM))
                .isInstanceOf(CouldNotStart.class)
                .hasMessageContaining("target: http://127.0.0.1:" + free + ": Connection refused at 127.0.0.1:" + free);
        Resolver knowsNobody = host -> {
            throw new UnknownHostException(host);
        };
        Target nowhere = new Target(URI.create("http://nobody.test"));
        assertThatThrownBy(() -> nowhere.reach(SOON, AllowedHosts.PRIVATE, knowsNobody))
                .hasMessageContaining("no address is known for nobody.test");
    }

    @Test
    void aPortThatAnotherProgramHasIsNoticed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ready.Listens("127.0.0.1", other.getLocalPort()).isTaken())
                    .isTrue();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsToldBeforeAnythingStarts() {
        Program program =
                new Program("system", List.of("true"), folder.resolve("none"), Map.of(), folder.resolve("log"));
        try (Processes processes = new Processes()) {
            assertThatThrownBy(() -> processes.start(program)).hasMessageContaining("directory");
        }
    }

    private Program program(String command) {
        return new Program("system", List.of("sh", "-c", command), folder, Map.of(), folder.resolve("system.log"));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// A process that has ended and was not yet collected by its parent is dead as well.
    private static boolean isAlive(String pid) throws IOException {
        Path status = Path.of("/proc", pid, "stat");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return Files.exists(status) && !Files.readString(status).contains(") Z ");
        }
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }
}
