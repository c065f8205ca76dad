package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real runs with hooks, from their file to their result.
class HookedRunTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = served(0);
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private static HttpServer served(int port) throws IOException {
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        shop.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        shop.start();
        return shop;
    }

    /// A system under test for a process of its own.
    static final class Shop {
        private Shop() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("shop " + ProcessHandle.current().pid() + " begins");
            served(Integer.parseInt(arguments[0]));
        }
    }

    @Test
    void aCommandIsRunAtItsMomentAndTheResultHoldsWhenThatWas() throws IOException {
        int code = run("""
                target: %s
                test-cases: { home: GET / }
                phases:
                  - warm-up: { for: 500ms, home: 50 tps }
                  - steady: { for: 2s, home: 50 tps }
                hooks:
                  touch: { at: 500ms in steady, command: [ sh, -c, "echo $GREETING; sleep 0.3; echo done" ], environment: { GREETING: hello } }
                gates:
                  - errors = 0 while touch
                  - errors = 0 from touch for 1 s
                  - home p99 < 9 s in steady
                """.formatted(url()));

        assertThat(code).as(written()).isIn(0, 2);
        JsonNode marker = result().at("/markers/0");
        assertThat(marker.get("name").asString()).isEqualTo("touch");
        assertThat(marker.get("outcome").asString()).isEqualTo("done");
        assertThat(marker.get("detail").asString()).isEqualTo("exit code 0");
        assertThat(marker.get("from").asDouble()).isBetween(1_000.0, 2_500.0);
        assertThat(marker.get("to").asDouble() - marker.get("from").asDouble()).isGreaterThanOrEqualTo(300);
        assertThat(folder.resolve("out/hook-touch.log")).hasContent("hello\ndone");
        assertThat(result().at("/gates/0/met").asBoolean()).as(written()).isTrue();
        assertThat(result().at("/gates/0/actual").asString()).containsPattern("^0 \\(while touch, (at|from) 00:0[12]");
        assertThat(result().at("/gates/1/actual").asString()).startsWith("0 (from touch for 1 s, from 00:01 to 00:02)");
        assertThat(result().get("gates")).hasSize(3);
        assertThat(written())
                .containsPattern("hook touch done, from 1\\.\\d s to [12]\\.\\d s: exit code 0")
                .containsPattern("(?m)^hooks\n  touch   .*done: exit code 0$");
    }

    @Test
    void aRestartOfTheSystemIsSeenInTheSecondsThatItTook() throws IOException {
        int port = freePort();
        int code = run("""
                target: http://127.0.0.1:%d
                system: { command: [ '%s', -cp, '%s', '%s', '%d' ], ready: GET /health, start-timeout: 30s }
                test-cases: { home: GET / }
                phases:
                  - steady: { for: 4s, home: 100 tps }
                hooks: { restart: { at: 1s in steady, restart: system } }
                gates:
                  - errors < 100 %% while restart
                  - errors (refused) > 0 while restart
                  - errors < 100 %%
                """.formatted(
                        port,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Shop.class.getName(),
                        port));

        assertThat(code).as(written()).isIn(0, 1, 2);
        JsonNode marker = result().at("/markers/0");
        assertThat(marker.get("outcome").asString()).as(written()).isIn("done", "cut off");
        assertThat(marker.get("from").asDouble()).isBetween(1_000.0, 4_000.0);
        assertThat(Files.readString(folder.resolve("out/system.log")))
                .containsPattern("(?s)shop \\d+ begins.*shop \\d+ begins");
        assertThat(result().get("figures").findValuesAsString("of"))
                .as("it is watched meanwhile")
                .contains("system");
        long refused = result().at("/phases/0/testCases/0/errors/refused").asLong();
        assertThat(refused).isPositive();
        assertThat(result().at("/gates/1/actual").asString()).contains("while restart");
        for (String line : Files.readAllLines(folder.resolve("out/system.log"))) {
            assertThat(isAlive(line.split(" ", 3)[1])).isFalse();
        }
    }

    @Test
    void aHookThatFailsEndsTheRunAndNothingIsJudged() throws IOException {
        assertThat(run(hook(
                        "10m", "fail: { at: 300ms in steady, command: [ sh, -c, 'echo no such database; exit 3' ] }")))
                .as(written())
                .isEqualTo(2);
        assertThat(result().get("verdict").asString()).isEqualTo("inconclusive");
        assertThat(result().get("reason").asString())
                .matches(
                        "the hook fail failed after .*: exit code 3; what should have happened did not, so nothing is judged");
        assertThat(result().get("lasted").asDouble()).isLessThan(60_000);
        assertThat(written()).contains("exit code 3", "the last it wrote (all of it: ", "no such database");
    }

    @Test
    void whereItMayFailTheRunGoesOn() throws IOException {
        assertThat(run(hook("1s", "fail: { at: 100ms in steady, command: [ 'false' ], may-fail: true }")))
                .isIn(0, 2);
        assertThat(result().at("/markers/0/outcome").asString()).isEqualTo("failed");
        assertThat(result().at("/markers/0/mayFail").asBoolean()).isTrue();
        assertThat(result().get("lasted").asDouble()).isEqualTo(1_000);
        assertThat(result().get("reason").asString()).doesNotContain("hook");
    }

    @Test
    void aProgramThatIsNotThereHasFailed() throws IOException {
        assertThat(run(hook("10m", "fail: { at: 0s in steady, command: ./not-there.sh }")))
                .isEqualTo(2);
        assertThat(result().get("reason").asString()).startsWith("the hook fail failed after");
    }

    @Test
    void aHookThatHangsIsEndedWithAllThatItStarted() throws IOException {
        assertThat(run(hook(
                        "10m",
                        "hang: { at: 100ms in steady, timeout: 500ms, command: [ sh, -c, 'sleep 1000 & echo $! > child; echo $$ >"
                                + " parent; wait' ] }")))
                .isEqualTo(2);
        assertThat(result().at("/markers/0/detail").asString())
                .isEqualTo("not over within 0.5 s: it was ended, with all that it had started");
        assertThat(isAlive(pid("child"))).isFalse();
        assertThat(isAlive(pid("parent"))).isFalse();
    }

    @Test
    void whatIsNotOverWhenThePhasesAreIsCutOffAndSpoilsNothing() throws IOException {
        assertThat(
                        run(
                                hook(
                                        "1s",
                                        "long: { at: 100ms in steady, command: [ sh, -c, 'sleep 1000 & echo $! > child; wait' ] },"
                                                + " never: { at: 999ms in steady, command: [ sh, -c, 'echo $$ > never; exec sleep 1000' ] }")))
                .isIn(0, 2);
        JsonNode marker = result().at("/markers/0");
        assertThat(marker.get("outcome").asString()).isEqualTo("cut off");
        assertThat(marker.get("to").asDouble()).isEqualTo(1_000);
        assertThat(result().get("reason").asString()).doesNotContain("hook");
        assertThat(isAlive(pid("child"))).isFalse();
    }

    @Test
    void aSystemThatDoesNotComeUpAgainHasFailedWithItsLastLines() throws IOException {
        int code = run("""
                target: %s
                system:
                  command: [ sh, -c, "if [ -e began ]; then echo the disk is full; exit 7; fi; touch began; echo up; exec sleep 1000" ]
                  ready: { log: up }
                test-cases: { home: GET / }
                phases: [ steady: { for: 10m, home: 20 tps } ]
                hooks: { restart: { at: 100ms in steady, restart: system } }
                """.formatted(url()));

        assertThat(code).as(written()).isEqualTo(2);
        assertThat(result().get("reason").asString())
                .contains("the hook restart failed after", "system ended with exit code 7 before it was ready");
        assertThat(written()).contains("the disk is full");
    }

    @Test
    void anotherTargetsSystemCannotBeRestarted() throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                target: http://localhost
                system: { command: ./shop }
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 20 tps } ]
                hooks: { restart: { at: 100ms in steady, restart: system } }
                """);
        assertThat(impulse("run", file.toString(), "--target", url())).isEqualTo(3);
        assertThat(written())
                .contains("--target: " + url()
                        + ": the file's system is not started then, and the hook restart restarts it"
                        + " (expected: no --target, or a file without this hook)");
    }

    @Test
    void gatesOfTheCallKnowTheHooksOfTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("loadtest.yaml"), hook("10s", "fail: { at: 2s in steady, command: ./fail.sh }"));
        assertThat(impulse("run", file.toString(), "--gate", "errors = 0 while fial"))
                .isEqualTo(3);
        assertThat(written()).contains("--gate: fial: no such hook (did you mean fail?)");
        assertThat(impulse("quick", url(), "--gate", "errors = 0 while fail")).isEqualTo(3);
        assertThat(written())
                .contains("--gate: fail: no such hook (expected: one of the load test's file, under hooks)");
    }

    @Test
    void checkSaysWhatWouldBeDoneWhen() throws IOException {
        Path file = Files.writeString(
                folder.resolve("loadtest.yaml"), hook("10s", "fail: { at: 2s in steady, command: ./fail.sh now }"));
        assertThat(impulse("check", file.toString())).isZero();
        assertThat(written()).contains("hooks\n  fail at 2 s in steady: ./fail.sh now");
    }

    @Test
    void hooksEndWhenImpulseItselfIsKilled() throws Exception {
        Process impulse = process(
                hook("10m", "long: { at: 0s in steady, command: [ sh, -c, 'sleep 1000 & echo $! > child; wait' ] }"));
        await().atMost(SOON)
                .until(() ->
                        Files.exists(folder.resolve("child")) && !pid("child").isEmpty());
        assertThat(isAlive(pid("child"))).isTrue();
        impulse.destroyForcibly().waitFor();
        await().atMost(SOON).until(() -> !isAlive(pid("child")));
    }

    @Test
    void ctrlCCutsThemOff() throws Exception {
        Process impulse = process(
                hook("10m", "long: { at: 0s in steady, command: [ sh, -c, 'sleep 1000 & echo $! > child; wait' ] }"));
        await().atMost(SOON)
                .until(() ->
                        Files.exists(folder.resolve("child")) && !pid("child").isEmpty());
        assertThat(new ProcessBuilder("kill", "-INT", "" + impulse.pid())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(impulse.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(impulse.exitValue()).isEqualTo(2);
        assertThat(isAlive(pid("child"))).isFalse();
        assertThat(result().at("/markers/0/outcome").asString()).isEqualTo("cut off");
        assertThat(result().get("reason").asString()).startsWith("stopped by Ctrl-C");
    }

    private String hook(String lasting, String hook) {
        return """
                target: %s
                test-cases: { home: GET / }
                phases: [ steady: { for: %s, home: 20 tps } ]
                hooks: { %s }
                """.formatted(url(), lasting, hook);
    }

    private int run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), text);
        return impulse("run", file.toString(), "--out", folder.resolve("out").toString());
    }

    private int impulse(String... arguments) {
        return Impulse.execute(
                Impulse.commandLine(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        LoadTestRunner.generator(),
                        Resolver.SYSTEM),
                arguments);
    }

    private Process process(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), text);
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Impulse.class.getName(),
                "run",
                file.toString(),
                "--out",
                folder.resolve("out").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private JsonNode result() throws IOException {
        return JsonMapper.shared().readTree(folder.resolve("out/result.json").toFile());
    }

    private String pid(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }

    /// A process that has ended and was not yet collected by its parent is dead as well.
    private static boolean isAlive(String pid) throws IOException {
        Path status = Path.of("/proc", pid, "stat");
        return Files.exists(status) && !Files.readString(status).contains(") Z ");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
