package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.mocker.MockEvidence;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `impulse mock`: as a process of its own, ended by signals; and what it refuses.
class MockCommandTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String PAYMENTS = """
            name: payments
            stubs:
              - post: /payments
                returns: { state: accepted }
                delay: { p95: 50 ms, min: 1 ms, max: 200 ms }
                in: { peak: { delay: 5 ms, errors: 100 % } }
              - get: /payments/{id}
                returns: { id: "{{path.id}}" }
            """;

    @TempDir
    Path folder;

    private @Nullable Process impulse;

    @AfterEach
    void end() throws InterruptedException {
        if (impulse != null) {
            impulse.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void itServesUntilItIsToldToEndAndSaysWhatCameOfIt(String signal) throws Exception {
        var file = Files.writeString(folder.resolve("payments.yaml"), PAYMENTS);
        var process = start(file.toString(), "--seed", "42");
        var url = found("payments · (http://\\S+)");
        var administration = found("administration · (http://\\S+)");
        assertThat(said())
                .contains("POST /payments · answered 200 · delay log-normal")
                .contains("      in peak · delay 5 ms · errors 100 % answered 500")
                .contains("GET /payments/{id} · answered 200 · delay none")
                .contains("seed 42 · Ctrl-C ends it");
        try (var client = HttpClient.newHttpClient()) {
            var paid = HttpRequest.newBuilder(URI.create(url + "/payments"))
                    .POST(BodyPublishers.noBody())
                    .build();
            var asked = HttpRequest.newBuilder(URI.create(url + "/payments/7")).build();
            var wrong = HttpRequest.newBuilder(URI.create(url + "/payment/7")).build();
            assertThat(client.send(paid, BodyHandlers.ofString()).body()).isEqualTo("{\"state\":\"accepted\"}");
            assertThat(client.send(asked, BodyHandlers.ofString()).body()).isEqualTo("{\"id\":\"7\"}");
            assertThat(client.send(wrong, BodyHandlers.ofString()).statusCode()).isEqualTo(404);

            var evidence = MockEvidence.ofJson(client.send(
                            HttpRequest.newBuilder(URI.create(administration + "/evidence"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            assertThat(evidence.dependencies().getFirst().phases().getFirst().stubs())
                    .extracting(MockEvidence.OfStub::stub)
                    .containsExactly("POST /payments", "GET /payments/{id}");
        }

        assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
        assertThat(said())
                .containsPattern(
                        "payments · 2 calls · given − asked p50 [0-9.,]+ ms, p99 [0-9.,]+ ms · 1 that no stub was for")
                .contains("  GET /payment/7: no stub is for it; nearest: ");
    }

    @Test
    void codeIsAMockAsAFileOfStubsIs() throws Exception {
        var file = Files.writeString(folder.resolve("Payments.java"), """
                import dev.impulse.mock.*;
                public class Payments implements MockedDependency {
                    public void define(Stubs stubs) {
                        stubs.every(Request.get("/payments/{id}"))
                                .answers(call -> Answer.text(Thread.currentThread().isVirtual() + " " + call.path("id")));
                    }
                }
                """);
        start(file.toString());
        var asked = HttpRequest.newBuilder(URI.create(found("payments · (http://\\S+)") + "/payments/7"))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(asked, BodyHandlers.ofString()).body()).isEqualTo("true 7");
        }
        assertThat(said()).contains("GET /payments/{id} · answered by code · delay none");
    }

    @Test
    void codeThatDoesNotCompileIsAMistake() throws IOException {
        var file = Files.writeString(folder.resolve("Payments.java"), "public class Payments { int a = b; }");

        assertThat(mock(3, file.toString())).contains("cannot find symbol").contains("1 mistake; nothing was started");
    }

    @Test
    void aPortThatIsInUseIsToldWithItsUser() throws IOException {
        var file = Files.writeString(folder.resolve("payments.yaml"), PAYMENTS);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = mock(4, file.toString(), "--port", "" + taken.getLocalPort());

            assertThat(said)
                    .contains("payments: port " + taken.getLocalPort() + " is in use by process "
                            + ProcessHandle.current().pid() + " (")
                    .contains("nothing was started");
        }
    }

    @Test
    void twoDependenciesOnOnePortAreAMistake() throws IOException {
        var first = Files.writeString(folder.resolve("payments.yaml"), "port: 9001\n" + PAYMENTS);
        var second = Files.writeString(folder.resolve("stock.yaml"), """
                port: 9001
                stubs: [ { get: /stock, answer: 200 } ]
                """);

        assertThat(mock(3, first.toString(), second.toString()))
                .contains("stock.yaml:")
                .contains("port 9001 of stock, as that of payments in " + first + " (expected: each port once)")
                .endsWith("1 mistake; nothing was started\n");
    }

    @Test
    void twoDependenciesOfOneNameAreAMistake() throws IOException {
        var first = Files.writeString(folder.resolve("payments.yaml"), PAYMENTS);
        var second = Files.writeString(folder.resolve("others.yaml"), PAYMENTS);

        assertThat(mock(3, first.toString(), second.toString()))
                .contains("others.yaml:")
                .contains("two dependencies called payments");
    }

    @Test
    void onePortForTwoDependenciesIsAMistake() throws IOException {
        var first = Files.writeString(folder.resolve("payments.yaml"), PAYMENTS);
        var second = Files.writeString(folder.resolve("stock.yaml"), "stubs: [ { get: /stock, answer: 200 } ]\n");

        assertThat(mock(3, first.toString(), second.toString(), "--port", "9001"))
                .contains("--port: 9001 for 2 dependencies");
    }

    @Test
    void allMistakesOfAllFilesAndOfTheCallAreToldAtOnce() throws IOException {
        var file = Files.writeString(folder.resolve("wrong.yaml"), """
                name: payments
                prot: 9001
                stubs:
                  - get: payments
                  - get: /payments
                    answer: 99
                  - get: /refunds
                    retruns: {}
                """);
        var missing = folder.resolve("missing.yaml");

        assertThat(mock(3, file.toString(), missing.toString(), "--seed", "x", "--admin-port", "0.0.0.0:1"))
                .contains("wrong.yaml:2:1: prot")
                .contains("did you mean port?")
                .contains("wrong.yaml:4:")
                .contains("wrong.yaml:6:")
                .contains("wrong.yaml:8:5: stubs[2].retruns: unknown key (did you mean returns?)")
                .contains("missing.yaml: no such file")
                .contains("--seed: x")
                .contains("--admin-port: 0.0.0.0:1")
                .endsWith("; nothing was started\n");
    }

    @Test
    void aCallWithoutAFileIsWrong() throws IOException {
        assertThat(mock(3)).contains("FILE");
    }

    @Test
    void helpHasExamples() throws IOException {
        assertThat(mock(0, "--help")).contains("impulse mock payments.yaml --port 9001 --seed 42");
    }

    private Process start(String... arguments) throws IOException {
        // Where the tests themselves were started in the background, Ctrl-C is ignored by all that they start.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Impulse.class.getName(),
                "mock"));
        command.addAll(List.of(arguments));
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        impulse = started;
        await().atMost(SOON).until(() -> said().contains("Ctrl-C ends it"));
        return started;
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private String found(String pattern) throws IOException {
        var matcher = Pattern.compile(pattern).matcher(said());
        assertThat(matcher.find()).as(said()).isTrue();
        return matcher.group(1);
    }

    /// What a call says that does not come to serve.
    private static String mock(int code, String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> call = new ArrayList<>(List.of("mock"));
        call.addAll(List.of(arguments));
        int given = Impulse.commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM)
                .execute(call.toArray(String[]::new));
        assertThat(given).as(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(code);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
