package dev.impulse.wire.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.loop.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server, asked by clients that others wrote. Its answer is what it was sent.
class ForeignClientsTest {
    private final Loops loops = Loops.of(2);
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.listen(loops, address, ServerOptions.USUAL, loop -> ForeignClientsTest::answer)
                .orThrow();
    }

    @AfterEach
    void close() {
        server.close();
        loops.close();
    }

    private static void answer(ServerExchange exchange) {
        var asked = exchange.head().method() + " " + exchange.head().target();
        exchange.answer(EncodedAnswer.of(200, List.of(Map.entry("X-Asked", asked)), exchange.body()));
    }

    @Test
    void theJdksClientGetsAThousandAnswersAtOnce() throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int number = 0; number < 1000; number++) {
                var request = HttpRequest.newBuilder(URI.create(url("/item?number=" + number)))
                        .POST(BodyPublishers.ofString("body " + number))
                        .build();
                answers.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            for (int number = 0; number < 1000; number++) {
                var answer = answers.get(number).get(20, SECONDS);
                assertThat(answer.body()).isEqualTo("body " + number);
                assertThat(answer.headers().firstValue("X-Asked")).hasValue("POST /item?number=" + number);
            }
        }
    }

    @Test
    void theJdksClientSendsChunksAndWaitsToContinue() throws Exception {
        var body = "x".repeat(300_000);
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var chunked = HttpRequest.newBuilder(URI.create(url("/")))
                    .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                    .expectContinue(true)
                    .build();

            assertThat(client.send(chunked, BodyHandlers.ofString()).body()).isEqualTo(body);
        }
    }

    @Test
    void curlGetsWhatItSent() throws Exception {
        assumeThat(isInstalled("curl")).isTrue();
        var body = folder.resolve("body");
        Files.writeString(body, "y".repeat(2_000_000));

        assertThat(run("curl", "-sS", "-m", "20", "-T", body.toString(), url("/put")))
                .isEqualTo(Files.readString(body));
        assertThat(run("curl", "-sS", "-m", "20", "-I", url("/head"))).contains("X-Asked: HEAD /head");
        assertThat(run("curl", "-sS", "-m", "20", "--http1.0", "-i", url("/old")))
                .contains("X-Asked: GET /old", "Connection: close");
        // One connection for both.
        assertThat(run("curl", "-sSv", "-m", "20", url("/one"), url("/two"))).contains("Re-using existing connection");
    }

    @Test
    void nginxPassesOnWhatItIsAskedOverConnectionsThatItKeeps() throws Exception {
        assumeThat(isInstalled("nginx")).isTrue();
        int port = freePort();
        var configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off; master_process off; pid %1$s/pid; error_log stderr;
                events { worker_connections 256; }
                http {
                  access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  upstream behind { server 127.0.0.1:%2$d; keepalive 8; }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
                  }
                }
                """.formatted(folder, server.port(), port));
        var nginx = new ProcessBuilder("nginx", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            await().until(() -> accepts(port));
            for (int number = 0; number < 200; number++) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/through/" + number))
                        .method(number % 2 == 0 ? "POST" : "GET", BodyPublishers.ofString("z".repeat(number * 100)))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).hasSize(number * 100);
                assertThat(answer.headers().firstValue("X-Asked").orElse("")).endsWith("/through/" + number);
            }
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    private String url(String target) {
        return "http://127.0.0.1:" + server.port() + target;
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
