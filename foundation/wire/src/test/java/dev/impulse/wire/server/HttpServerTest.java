package dev.impulse.wire.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.loop.Timer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    private static final String HOST = "Host: a\r\n";

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void aConnectionIsKeptAndTellsOfEachRequestAllOfIt() throws IOException {
        var client = client(listen(HttpServerTest::echo));

        client.write("POST /one?a=b HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\nhi");
        assertThat(client.read()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nPOST /one?a=b hi");
        client.write(
                "PUT /two HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assertThat(client.read()).endsWith("\r\n\r\nPUT /two abcde");
    }

    @Test
    void httpOneZeroIsAnsweredAndClosedUnlessItAsksForMore() throws IOException {
        var server = listen(HttpServerTest::echo);

        assertThat(client(server).write("GET / HTTP/1.0\r\n\r\n").readAll())
                .contains("\r\nConnection: close\r\n")
                .endsWith("GET / ");
        var kept = client(server).write("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(kept.read()).contains("\r\nConnection: keep-alive\r\n");
        assertThat(kept.write("GET /again HTTP/1.0\r\n\r\n").readAll()).endsWith("GET /again ");
    }

    @Test
    void whatAsksToBeClosedIsClosed() throws IOException {
        assertThat(client(listen(HttpServerTest::echo))
                        .write("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                        .readAll())
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void requestsThatAreSentAheadAreAnsweredInTheirOrder() throws IOException {
        var client = client(listen(exchange -> {
            if (exchange.head().target().equals("/slow")) {
                in(exchange, Duration.ofMillis(30));
            } else {
                echo(exchange);
            }
        }));
        client.write("GET /slow HTTP/1.1\r\n" + HOST + "\r\nGET /a HTTP/1.1\r\n" + HOST + "\r\nGET /sl");
        client.write("ow HTTP/1.1\r\n" + HOST + "\r\nGET /b HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(List.of(client.read(), client.read(), client.read(), client.read()))
                .extracting(answer -> answer.substring(answer.indexOf("\r\n\r\n") + 4))
                .containsExactly("GET /slow ", "GET /a ", "GET /slow ", "GET /b ");
    }

    @Test
    void anAnswerMayComeFromAVirtualThread() throws IOException {
        var client = client(listen(exchange -> {
            var answer = answer(exchange);
            Thread.startVirtualThread(() -> exchange.loop().executeFirst(() -> exchange.answer(answer)));
        }));

        assertThat(client.write("GET /v HTTP/1.1\r\n" + HOST + "\r\n").read()).endsWith("GET /v ");
        assertThat(client.write("GET /w HTTP/1.1\r\n" + HOST + "\r\n").read()).endsWith("GET /w ");
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        var client = client(listen(HttpServerTest::echo));

        assertThat(client.write("HEAD / HTTP/1.1\r\n" + HOST + "\r\n").readHead())
                .contains("Content-Length: 7\r\n");
        assertThat(client.write("GET / HTTP/1.1\r\n" + HOST + "\r\n").read()).endsWith("GET / ");
    }

    @Test
    void whoeverWaitsForItIsToldToContinue() throws IOException {
        var client = client(listen(HttpServerTest::echo));

        client.write("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(client.write("hi").read()).endsWith("POST / hi");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, 400, Host: nothing",
        "GET /é HTTP/1.1, 400, request line",
        "GET / HTTP/2.0, 505, version: HTTP/2.0",
    })
    void whatIsNoRequestIsAnsweredWithTheReason(String line, int status, String reason) throws IOException {
        assertThat(client(listen(HttpServerTest::echo)).write(line + "\r\n\r\n").readAll())
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nConnection: close\r\n", reason, "(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3000000", "Transfer-Encoding: chunked"})
    void aBodyThatIsTooLongIsRefusedAndItsSenderGetsTheAnswerAllTheSame(String framing) throws IOException {
        var client = client(listen(1, new ServerOptions(1024, 1_000_000), HttpServerTest::echo));
        client.write("POST / HTTP/1.1\r\n" + HOST + framing + "\r\n\r\n"
                + (framing.startsWith("T") ? "2dc6c0\r\n" : "")
                + "x".repeat(3_000_000));

        assertThat(client.readAll()).startsWith("HTTP/1.1 413 ").contains("(expected: less; the limit can be raised)");
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        var server = listen(1, new ServerOptions(1024, 0), HttpServerTest::echo);

        assertThat(client(server)
                        .write("GET / HTTP/1.1\r\n" + HOST + "Cookie: " + "a".repeat(2000) + "\r\n\r\n")
                        .readAll())
                .startsWith("HTTP/1.1 431 ");
        assertThat(client(server).write("GET /" + "a".repeat(2000)).readAll()).startsWith("HTTP/1.1 414 ");
    }

    @Test
    void aHandlerThatThrowsIsAnsweredBy500AndTheConnectionLivesOn() throws IOException {
        var client = client(listen(exchange -> {
            if (exchange.head().target().equals("/wrong")) {
                throw new IllegalStateException("meant by a test");
            }
            echo(exchange);
        }));

        assertThat(client.write("GET /wrong HTTP/1.1\r\n" + HOST + "\r\n").read())
                .startsWith("HTTP/1.1 500 Internal Server Error\r\n");
        assertThat(client.write("GET /right HTTP/1.1\r\n" + HOST + "\r\n").read())
                .endsWith("GET /right ");
    }

    @Test
    void anExchangeIsAnsweredOnce() throws Exception {
        var second = new CompletableFuture<Throwable>();
        var client = client(listen(exchange -> {
            echo(exchange);
            try {
                echo(exchange);
            } catch (IllegalStateException e) {
                second.complete(e);
            }
        }));

        assertThat(client.write("GET / HTTP/1.1\r\n" + HOST + "\r\n").read()).endsWith("GET / ");
        assertThat(second.get(20, SECONDS)).hasMessageContaining("answered twice");
    }

    @Test
    void aClientThatHasGoneIsNoticed() throws Exception {
        BlockingQueue<ServerExchange> asked = new ArrayBlockingQueue<>(1);
        var client = client(listen(asked::add));
        client.write("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        var exchange = take(asked);
        assertThat(onLoop(exchange, exchange::isAwaited)).isTrue();

        client.close();

        await().until(() -> !onLoop(exchange, exchange::isAwaited));
        assertThat(onLoop(exchange, () -> exchange.answer(answer(exchange)))).isFalse();
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFromEither() throws Exception {
        int requests = 50_000;
        var answer = EncodedAnswer.of(200, List.of(), new byte[1000]);
        var answered = new AtomicInteger();
        var client = client(listen(exchange -> {
            answered.incrementAndGet();
            exchange.answer(answer);
        }));
        client.write(("GET / HTTP/1.1\r\n" + HOST + "\r\n").repeat(requests));

        // The answers are 50 MB, which no socket's buffer holds: those that nobody reads are not made.
        await().during(Duration.ofMillis(300)).until(() -> answered.get() < requests);
        for (int i = 0; i < requests; i++) {
            assertThat(client.readHead()).contains("Content-Length: 1000\r\n");
            client.in().skipNBytes(1000);
        }
        assertThat(answered).hasValue(requests);
    }

    @Test
    void allLoopsGetConnections() throws IOException {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        var server = listen(3, ServerOptions.USUAL, exchange -> {
            threads.add(Thread.currentThread().getName());
            echo(exchange);
        });
        for (int i = 0; i < 6; i++) {
            client(server).write("GET / HTTP/1.1\r\n" + HOST + "\r\n").read();
        }

        assertThat(threads).hasSize(3);
    }

    @Test
    void aServerThatIsClosedAnswersWhatItWasAskedBefore() throws Exception {
        BlockingQueue<ServerExchange> asked = new ArrayBlockingQueue<>(1);
        var server = listen(exchange -> {
            if (exchange.head().target().equals("/later")) {
                asked.add(exchange);
            } else {
                echo(exchange);
            }
        });
        var idle = client(server);
        assertThat(idle.write("GET / HTTP/1.1\r\n" + HOST + "\r\n").read()).endsWith("GET / ");
        var waiting = client(server).write("GET /later HTTP/1.1\r\n" + HOST + "\r\n");
        var exchange = take(asked);

        var closed = CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(20)));

        assertThat(idle.readAll()).isEmpty();
        assertThat(closed).isNotDone();
        assertThatThrownBy(() -> new RawClient(server.port())).isInstanceOf(ConnectException.class);
        onLoop(exchange, () -> exchange.answer(answer(exchange)));
        assertThat(waiting.readAll()).contains("\r\nConnection: close\r\n").endsWith("GET /later ");
        closed.get(20, SECONDS);
    }

    @Test
    void whatIsNotAnsweredWithinTheGraceIsCutOff() throws Exception {
        BlockingQueue<ServerExchange> asked = new ArrayBlockingQueue<>(1);
        var server = listen(asked::add);
        var waiting = client(server).write("GET /never HTTP/1.1\r\n" + HOST + "\r\n");
        take(asked);

        server.close(Duration.ofMillis(10));

        assertThat(waiting.readAll()).isEmpty();
    }

    @Test
    void aPortThatIsInUseIsToldWithItsUser() {
        var first = listen(HttpServerTest::echo);
        var second = HttpServer.listen(loops(1), first.address(), ServerOptions.USUAL, loop -> HttpServerTest::echo);

        assertThat(second).isInstanceOf(Listening.PortInUse.class);
        assertThat(second.text())
                .startsWith("port " + first.port() + " is in use by process "
                        + ProcessHandle.current().pid() + " (")
                .contains("java");
        assertThatThrownBy(second::orThrow).hasMessage(second.text());
    }

    @Test
    void anAddressThatIsNotThisMachinesIsRefused() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0);
        var refused = HttpServer.listen(loops(1), address, ServerOptions.USUAL, loop -> HttpServerTest::echo);

        assertThat(refused).isInstanceOf(Listening.Refused.class);
        assertThat(refused.text()).startsWith("cannot listen on /192.0.2.1:0: ");
    }

    private static void echo(ServerExchange exchange) {
        exchange.answer(answer(exchange));
    }

    private static EncodedAnswer answer(ServerExchange exchange) {
        var text = exchange.head().method() + " " + exchange.head().target() + " ";
        var body = text + new String(exchange.body(), StandardCharsets.ISO_8859_1);
        List<Map.Entry<String, String>> fields = List.of();
        return EncodedAnswer.of(200, fields, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void in(ServerExchange exchange, Duration delay) {
        var timer = new Timer() {
            @Override
            protected void fire() {
                echo(exchange);
            }
        };
        exchange.loop().setTimer(timer, exchange.arrivedNanos() + delay.toNanos());
    }

    private static boolean onLoop(ServerExchange exchange, BooleanSupplier action) {
        return CompletableFuture.supplyAsync(action::getAsBoolean, exchange.loop())
                .join();
    }

    private static ServerExchange take(BlockingQueue<ServerExchange> asked) throws InterruptedException {
        var exchange = asked.poll(20, SECONDS);
        assertThat(exchange).isNotNull();
        return exchange;
    }

    private HttpServer listen(Handler handler) {
        return listen(1, ServerOptions.USUAL, handler);
    }

    private HttpServer listen(int loops, ServerOptions options, Handler handler) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.listen(loops(loops), address, options, loop -> handler)
                .orThrow();
        opened.add(server);
        return server;
    }

    private Loops loops(int count) {
        var loops = Loops.of(count);
        opened.add(loops);
        return loops;
    }

    private RawClient client(HttpServer server) throws IOException {
        var client = new RawClient(server.port());
        opened.add(client);
        return client;
    }
}
