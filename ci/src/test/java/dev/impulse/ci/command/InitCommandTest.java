package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.client.Resolver;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is written is checked by `impulse check`, and sent to a real server by `impulse debug`.
class InitCommandTest {
    private static final String API = """
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            servers: [ { url: "https://shop.example.com/{stage}/", variables: { stage: { default: v2 } } } ]
            paths:
              /products:
                get:
                  operationId: listProducts
                  parameters:
                    - { name: page, in: query, required: true, schema: { type: integer, default: 0 } }
                    - { name: sort, in: query, schema: { type: string } }
                    - $ref: "#/components/parameters/Channel"
                post: { operationId: createProduct }
              "/products/{id}":
                parameters: [ { name: id, in: path, required: true, schema: { type: string }, example: "b 17/${x}" } ]
                get: { responses: {} }
              "/carts/{cart}":
                get: { parameters: [ { name: cart, in: path, required: true, schema: { type: string } } ] }
              /me:
                get: { security: [ { bearer: [] } ] }
              /for:
                get: { operationId: for }
              /colours:
                get:
                  parameters:
                    - { name: of, in: query, required: true, schema: { $ref: "#/components/schemas/Colours" } }
            components:
              parameters:
                Channel: { name: X-Channel, in: header, required: true, examples: { one: { value: "web ${z}" } } }
              schemas:
                Colours: { type: array, example: [ red, "blue & green" ] }
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aUrlBecomesALoadTestThatCheckTakes() throws IOException {
        String file = file("loadtest.yaml");
        String said = impulse(0, "init", "http://localhost:8080/products?page=1", "--out", file);
        assertThat(said).isEqualTo("""
                wrote %1$s, with 1 test case, and %2$s
                next
                  impulse check %1$s
                  impulse run %1$s
                """.formatted(file, file("loadtest.schema.json")));
        assertThat(Path.of(file)).hasContent("""
                # yaml-language-server: $schema=loadtest.schema.json
                # A first load test. What each key means: docs/load-test.md; an editor completes them by the schema above.

                target: "http://localhost:8080"
                # system: { command: java -jar shop.jar, ready: GET /health }   # if Impulse is to start it

                # What is done: a request as here, or a scenario of several: `checkout: Checkout.java`.
                test-cases:
                  products: { get: "/products?page=1" }

                # How often, in triggers per second (tps), whatever the answers take. `users: 5` instead is the closed model.
                phases:
                  - warm-up:   # run and shown, never judged
                      for: 10s
                      products: 1 -> 10 tps
                  - steady:    # the load of a usual day
                      for: 30s
                      products: 10 tps
                  - peak:      # that of a busy one
                      for: 20s
                      products: 20 tps

                # What must hold, or the exit code is 1. Look at a first run, then say what you promise.
                gates:
                  - p99 < 1 s in steady        # 99 of 100 triggers of each test case, from when they were due
                  - errors < 1 %               # of each test case and phase; a status from 400 on is an error
                """);
        assertThat(folder.resolve("loadtest.schema.json"))
                .hasSameTextualContentAs(Path.of("src/main/resources/dev/impulse/ci/define/loadtest.schema.json"));
        assertThat(impulse(0, "check", file)).contains("no mistakes").contains("products   1 -> 10 tps");
    }

    @Test
    void anOpenApiFileBecomesARequestForEachGetThatCanBeSent() throws IOException {
        Path api = Files.writeString(folder.resolve("openapi.yaml"), API);
        String file = file("loadtest.yaml");
        assertThat(impulse(0, "init", "--openapi", api.toString(), "--out", file))
                .contains("with 4 test cases")
                .contains("left out, and told there: 2 operations");
        assertThat(Path.of(file))
                .content()
                .contains("target: \"https://shop.example.com/v2\"")
                .contains("# allow: [ \"shop.example.com\" ]")
                .contains("  listProducts:\n    get: \"/products\"\n    query:\n      \"page\": 0\n    headers:\n")
                .contains("#   GET /carts/{cart}: the path parameter cart has no example or default")
                .contains("#   GET /me: authorisation is needed (bearer)")
                .contains("listProducts: 2.5 tps")
                .doesNotContain("createProduct");
        assertThat(impulse(0, "check", file)).contains("no mistakes");
    }

    @Test
    void whatIsWrittenIsSentAsTheFileSays() throws IOException {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("X-Channel"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Path api = Files.writeString(folder.resolve("openapi.yaml"), API);
            String file = file("loadtest.yaml");
            impulse(0, "init", url, "--openapi", api.toString(), "--out", file);
            for (String testCase : List.of("listProducts", "products-id", "get-for", "colours")) {
                impulse(0, "debug", file, testCase);
            }
            assertThat(asked)
                    .containsExactlyInAnyOrder(
                            "/v2/products?page=0 [web ${z}]",
                            "/v2/products/b%2017%2F%24%7Bx%7D null",
                            "/v2/for null",
                            "/v2/colours?of=red&of=blue%20%26%20green null");
        } finally {
            server.stop(0);
        }
    }

    /// Its texts may look like a variable or like a field of a row: they are sent as they are.
    @Test
    void whatIsWrittenIsRun() throws IOException {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getQuery() + " "
                    + exchange.getRequestHeaders().getFirst("X-As-Is"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            Path api = Files.writeString(folder.resolve("openapi.yaml"), """
                    openapi: 3.1.0
                    paths:
                      /mails:
                        get:
                          parameters:
                            - { name: greeting, in: query, required: true, example: "Dear {{users.name}}, ${sum}" }
                            - { name: X-As-Is, in: header, required: true, example: '\\{{a.b}} {{ c }}' }
                    """);
            Path file = Path.of(file("loadtest.yaml"));
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            impulse(0, "init", url, "--openapi", api.toString(), "--out", file.toString());
            // As it is, it would take a minute.
            Files.writeString(file, Files.readString(file).replaceAll("for: \\d+s", "for: 300ms"));
            bytes.reset();
            int code = Impulse.execute(
                    Impulse.commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM),
                    "run",
                    file.toString(),
                    "--out",
                    file("out"));
            assertThat(code).as(bytes.toString(StandardCharsets.UTF_8)).isIn(0, 2);
            assertThat(asked).containsExactly("greeting=Dear {{users.name}}, ${sum} \\{{a.b}} {{ c }}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingIsWrittenOverWithoutBeingTold() throws IOException {
        String file = file("loadtest.yaml");
        Files.writeString(Path.of(file), "mine");
        assertThat(impulse(3, "init", "http://localhost:8080", "--out", file))
                .contains(file + ": is there already (expected: another file, or --force to write over it)")
                .contains("nothing was written");
        assertThat(Path.of(file)).hasContent("mine");
        impulse(0, "init", "http://localhost:8080", "--out", file, "--force");
        assertThat(Path.of(file)).content().contains("home: { get: \"/\" }");
        Files.delete(Path.of(file));
        impulse(0, "init", "http://localhost:8080", "--out", file); // the schema is there, and the same
        Files.delete(Path.of(file));
        Files.writeString(folder.resolve("loadtest.schema.json"), "{}");
        assertThat(impulse(3, "init", "http://localhost:8080", "--out", file))
                .contains("loadtest.schema.json: is there");
        assertThat(folder.resolve("loadtest.schema.json")).hasContent("{}");
    }

    @Test
    void onATerminalItAsksForWhatIsNotGiven() throws IOException {
        String file = file("loadtest.yaml");
        assertThat(asked("\n/orders\n25\n", "--out", file))
                .startsWith("target [http://localhost:8080]: path [/]: triggers per second [10]: wrote ");
        assertThat(Path.of(file))
                .content()
                .contains("orders: { get: \"/orders\" }")
                .contains("orders: 25 tps");
        assertThat(asked("", "http://127.0.0.1:9000/a", "--tps", "3", "--force", "--out", file))
                .doesNotContain("[");
        assertThat(asked("ftp://x\n", "--force", "--out", file)).contains("target: ftp://x (expected: a whole URL");
        assertThat(asked("\n\nmany\n", "--force", "--out", file)).contains("--tps: many (expected: a number above 0");
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        String none = folder.resolve("none.yaml").toString();
        assertThat(impulse(3, "init", "--openapi", none, "--out", file("a.yaml")))
                .contains("no such file");
        List<String[]> wrong = new ArrayList<>();
        wrong.add(new String[] {"swagger: '2.0'", "Swagger 2.0 (expected: openapi: 3.x in the file)"});
        wrong.add(new String[] {"- a list", "no OpenAPI 3"});
        wrong.add(new String[] {"openapi: 3.0.0", "no GET operation"});
        wrong.add(
                new String[] {"openapi: 3.0.0\npaths: { /a: { get: { security: [ { k: [] } ] } } }", "authorisation"});
        wrong.add(new String[] {"openapi: [", "expected"});
        for (String[] each : wrong) {
            Path api = Files.writeString(folder.resolve("openapi.yaml"), each[0]);
            assertThat(impulse(3, "init", "--openapi", api.toString(), "--out", file("a.yaml")))
                    .contains(each[1])
                    .contains("nothing was written");
        }
        assertThat(folder.resolve("a.yaml")).doesNotExist();
        assertThat(impulse(3, "init", "localhost:8080", "--out", file("a.yaml")))
                .contains("URL: localhost:8080");
        assertThat(impulse(5, "init", "http://localhost", "--out", "/proc/none/a.yaml"))
                .contains("cannot be written");
        assertThat(impulse(0, "init", "--help")).contains("impulse init --openapi openapi.yaml");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String asked(String answers, String... arguments) {
        bytes.reset();
        var questions = new Questions(new BufferedReader(new StringReader(answers)), out);
        new CommandLine(new InitCommand(out, () -> questions)).execute(arguments);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String impulse(int code, String... arguments) {
        bytes.reset();
        int given = Impulse.execute(
                Impulse.commandLine(
                        out,
                        (test, observer, witness, histograms, stop) -> {
                            throw new AssertionError("ran " + test);
                        },
                        Resolver.SYSTEM),
                arguments);
        String written = bytes.toString(StandardCharsets.UTF_8);
        assertThat(given).as(written).isEqualTo(code);
        return written;
    }
}
