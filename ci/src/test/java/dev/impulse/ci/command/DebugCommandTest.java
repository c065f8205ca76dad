package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One trigger against a real server, from the call to the exit code.
class DebugCommandTest {
    private static final String TOKEN = "tok-7f3a9b2c51";
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};

    private static final String CHECKOUT = """
            import dev.impulse.load.Load;
            import dev.impulse.load.LoadGenerator;
            import java.util.List;
            import java.util.concurrent.Callable;

            public final class Checkout implements LoadGenerator {
                record Login(String token) {}

                @Override
                public void setUp(Load load) {
                    load.get("/ready").named("ready").send().expect(200);
                }

                @Override
                public void run(Load load) throws Exception {
                    var login = load.post("/login").form("user", "u-1").form("password", "hunter22").named("login").send().as(Login.class);
                    List<Callable<Integer>> both = List.of(() -> page(load, login, 1), () -> page(load, login, 2));
                    load.together(both);
                    load.get("/picture").send().expect(200);
                    pay(load);
                }

                private static int page(Load load, Login login, int number) {
                    return load.get("/together/" + number).header("X-Session", login.token()).send().status();
                }

                private static void pay(Load load) {
                    load.post("/pay").json(List.of(load.number(), load.random().nextInt(1000))).named("pay").send()
                            .expect(200);
                }
            }
            """;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch both = new CountDownLatch(2);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + path + (body.isEmpty() ? "" : " " + body));
        switch (path) {
            case "/login" -> send(exchange, 200, "{\"token\":\"" + TOKEN + "\",\"roles\":[\"buyer\"]}");
            case "/pay" -> send(exchange, 503, "try later");
            case "/picture" -> send(exchange, 200, new String(PICTURE, StandardCharsets.ISO_8859_1));
            case "/together/1", "/together/2" -> {
                both.countDown();
                try {
                    both.await(); // each is answered only when both are there
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                send(
                        exchange,
                        200,
                        "{\"seen\":\"" + exchange.getRequestHeaders().getFirst("X-Session") + "\"}");
            }
            default -> send(exchange, 200, "ok");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void aTriggerIsShownWithAllThatItDidAndWhereItFailed() throws IOException {
        Path file = Files.writeString(folder.resolve("Checkout.java"), CHECKOUT);
        String shown = impulse(1, "debug", file.toString(), "--target", url(), "--seed", "7");

        assertThat(asked).hasSize(6);
        assertThat(shown)
                .contains("Checkout · Checkout · " + url() + " · seed 7")
                .contains("set-up · ")
                .contains("trigger 0, told to be in steady · ")
                .contains(" · 5 calls")
                .containsPattern("  trace [0-9a-f]{32}")
                .contains("2 login   Checkout.run(Checkout.java:")
                .contains("→ POST " + url() + "/login")
                .contains("  Content-Type: application/x-www-form-urlencoded")
                .contains("  user=u-1&password=***")
                .containsPattern("← 200 \\(.*connect [0-9.]+ ms.*service [0-9.]+ ms\\)")
                .contains("    \"token\" : \"***\"")
                .contains("  X-Session: ***")
                .contains("    \"seen\" : \"***\"")
                .contains("(binary, 8 bytes: ")
                .contains("✗ status: status 503 (expected: 200)")
                .contains("✗ failed   status: status 503 (expected: 200)\n    at Checkout.pay(Checkout.java:")
                .contains("    at Checkout.run(Checkout.java:")
                .contains("a run counts it as\n  Checkout")
                .containsPattern("  GET /together/\\{\\} +2 ok\n")
                .containsPattern("  pay +1 failed \\(status\\)")
                .doesNotContain(TOKEN)
                .doesNotContain("hunter22");
    }

    @Test
    void allOfItIsKeptInFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("Checkout.java"), CHECKOUT);
        Path save = folder.resolve("kept");
        String[] call = {"debug", file.toString(), "--target", url(), "--number", "1204", "--save", save.toString()};
        impulse(1, call);

        try (Stream<Path> files = Files.list(save)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .contains(
                            "01-ready.request.txt",
                            "02-login.request.txt",
                            "02-login.response.txt",
                            "02-login.response.json",
                            "06-pay.response.txt",
                            "debug.json")
                    .hasSize(16);
        }
        assertThat(save.resolve("06-pay.response.txt"))
                .content()
                .startsWith("503\n")
                .endsWith("\n\ntry later\n");
        assertThat(save.resolve("06-pay.request.txt")).content().contains("1204");
        JsonNode debug = JsonMapper.shared().readTree(Files.readString(save.resolve("debug.json")));
        assertThat(debug.path("trigger").asLong()).isEqualTo(1204);
        assertThat(debug.path("failed").asBoolean()).isTrue();
        assertThat(debug.at("/steps/1/calls/4/received/status").asInt()).isEqualTo(503);
        assertThat(debug.at("/steps/1/thrown/stack/0").asString()).startsWith("at Checkout.pay(");
        assertThat(debug.toString()).doesNotContain(TOKEN).doesNotContain("hunter22");

        Files.writeString(save.resolve("07-of-an-earlier-one.request.txt"), "");
        impulse(1, call);
        assertThat(save.resolve("07-of-an-earlier-one.request.txt")).doesNotExist();
        Files.writeString(save.resolve("thesis.txt"), "");
        assertThat(impulse(3, call)).contains("--save: " + save + ": other things are in it");
    }

    @Test
    void aTriggerOfAFileGetsTheRowsThatItHasInARun() throws IOException {
        Files.writeString(folder.resolve("users.csv"), "name\nann\nbob\ncyd\n");
        String file = """
                target: %s
                seed: 3
                vars: { PREFIX: shop }
                feeders: { users: users.csv }
                test-cases:
                  home: GET /home
                  user: { get: "/users/{{users.name}}", named: "${PREFIX} user" }
                phases: [ peak: { for: 1s, home: 1 tps, user: 1 tps } ]
                """.formatted(url());
        String path = Files.writeString(folder.resolve("loadtest.yaml"), file).toString();

        String shown = impulse(0, "debug", path, "user", "--number", "1", "--var", "PREFIX=test");

        assertThat(asked).containsExactly("GET /users/bob");
        assertThat(shown).contains("told to be in peak").contains("✓ ok").containsPattern("  test user +1 ok");
        assertThat(impulse(3, "debug", path)).contains("TEST-CASE: not given (expected: one of home, user)");
        assertThat(impulse(3, "debug", path, "usr")).contains("did you mean user?");
        assertThat(impulse(3, "debug", path, "user", "--number", "-1")).contains("--number: -1");
    }

    @Test
    void anExceptionIsShownWithItsCausesAndTheUsersPartOfTheStack() throws IOException {
        Path file = Files.writeString(folder.resolve("Broken.java"), """
                import dev.impulse.load.*;
                public class Broken implements LoadGenerator {
                    public void run(Load load) {
                        try {
                            Integer.parseInt(load.get("/").send().text());
                        } catch (NumberFormatException e) {
                            throw new IllegalStateException("no number", e);
                        }
                    }
                    public void tearDown(Load load) { load.check(false, "left over"); }
                }
                """);
        assertThat(impulse(1, "debug", file.toString(), "--target", url()))
                .contains("✗ failed   exception: java.lang.IllegalStateException: no number\n"
                        + "    at Broken.run(Broken.java:7)\n"
                        + "  caused by java.lang.NumberFormatException: For input string: \"ok\"\n"
                        + "    at Broken.run(Broken.java:5)\n")
                .contains("✗ tear-down failed   check: left over\n    at Broken.tearDown(Broken.java:10)");
    }

    @Test
    void whatCannotBeStartedIsToldAsOfARun() throws IOException {
        Path broken = Files.writeString(folder.resolve("SetUp.java"), """
                public class SetUp implements dev.impulse.load.LoadGenerator {
                    public void setUp(dev.impulse.load.Load load) { throw new IllegalStateException("no room"); }
                    public void run(dev.impulse.load.Load load) {}
                }
                """);
        assertThat(impulse(4, "debug", broken.toString(), "--target", url()))
                .contains("the trigger was not started: its set-up had failed")
                .contains("at SetUp.setUp(SetUp.java:2)");
        assertThat(impulse(3, "debug", broken.toString())).contains("--target: not given");
        assertThat(impulse(3, "debug", broken.toString(), "--target", "http://203.0.113.7"))
                .contains("203.0.113.7 is a public address")
                .contains("nothing was started");
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(impulse(4, "debug", broken.toString(), "--target", "http://127.0.0.1:" + free))
                .contains("no trigger was shown");
        assertThat(impulse(0, "debug", "--help")).contains("impulse debug loadtest.yaml checkout");
    }

    private static String impulse(int code, String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
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
