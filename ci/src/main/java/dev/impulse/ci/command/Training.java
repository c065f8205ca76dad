package dev.impulse.ci.command;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Generator;
import dev.impulse.mocker.Mock;
import dev.impulse.mocker.MockOptions;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.StubFile;
import dev.impulse.schema.Reading;
import dev.impulse.wire.client.Resolver;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the AOT cache is made from: the ways into the command, a short run against a server in this process, and mocks
/// that are asked. The script runs it once for each build.
final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = Display.utf8(System.out);
        Generator generator = LoadTestRunner.generator();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        Path folder = Files.createTempDirectory("impulse-training-");
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Path file = Files.writeString(folder.resolve("loadtest.yaml"), file(url));
            List<String[]> calls = List.of(
                    new String[] {"--version", "--verbose"},
                    new String[] {"--help"},
                    new String[] {"run", "--help"},
                    new String[] {"quikc"},
                    new String[] {"quick", url, "--tps", "200", "--for", "1s", "--results", folder.toString()},
                    new String[] {"check", file.toString()},
                    new String[] {"run", file.toString(), "--results", folder.toString()},
                    new String[] {"report", folder.resolve("latest").toString()});
            for (String[] call : calls) {
                int code = Impulse.commandLine(out, generator, Resolver.SYSTEM, call)
                        .execute(call);
                out.println("training: " + String.join(" ", call) + " gave " + code);
                if (code == ExitCode.FAULT.number()) {
                    System.exit(code);
                }
            }
            serveMocks(folder, out);
        } finally {
            server.stop(0);
            delete(folder);
        }
        System.exit(0);
    }

    /// What `impulse mock` does, but for waiting until it is told to end.
    private static void serveMocks(Path folder, PrintStream out) throws IOException {
        Path file = Files.writeString(folder.resolve("payments.yaml"), """
                stubs:
                  - post: /payments
                    having: { amount: { above: 1 } }
                    returns: { id: "{{json.id}}" }
                    delay: { p95: 2 ms, min: 1 ms, max: 5 ms }
                  - get: /payments/{id}
                    returns: { id: "{{path.id}}" }
                """);
        if (!(StubFile.read(file) instanceof Reading.Whole<List<Dependency>>(var dependencies))) {
            throw new IllegalStateException("the training's stubs have mistakes");
        }
        var options = new MockOptions(InetAddress.getLoopbackAddress(), 1, 1, 0);
        try (Mock mock = Mock.start(dependencies, options).orThrow()) {
            ask(mock.url("payments").resolve("/payments/7"), "GET", "");
            ask(mock.url("payments").resolve("/payments"), "POST", "{\"id\": 7, \"amount\": 2}");
            ask(mock.url("payments").resolve("/none"), "GET", "");
            URI administration = URI.create("http://127.0.0.1:" + mock.administrationPort());
            ask(administration.resolve("/phases"), "PUT", """
                    {"begin": "%s", "phases": [{"name": "steady", "kind": "steady", "seconds": 1}]}
                    """.formatted(Instant.now()));
            ask(administration.resolve("/evidence"), "GET", "");
        }
        out.println("training: mocks were served");
    }

    private static void ask(URI url, String method, String body) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        connection.getResponseCode();
        connection.disconnect();
    }

    private static String file(String url) {
        return """
                name: training
                target: %s
                test-cases:
                  home: GET /
                phases:
                  - warm-up: { for: 1s, home: 20 -> 100 tps }
                  - steady: { for: 1s, home: 100 tps }
                gates:
                  - home p99 < 10 s
                """.formatted(url);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
