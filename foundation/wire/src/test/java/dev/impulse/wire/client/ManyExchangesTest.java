package dev.impulse.wire.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.loop.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many exchanges over few connections, against the JDK's own server.
class ManyExchangesTest {
    private static final int EXCHANGES = 1000;
    private static final int CONNECTIONS = 10;

    /// What the server says of a request: the connection that it came on, by the client's port, and which one it was
    /// on it, from 1.
    private record Told(int port, int place, long endedNanos) {}

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aThousandOverTenConnectionsEndInTheOrderOfEachWithTheirOwnBodies(Transport transport) throws Exception {
        var allOpen = new CountDownLatch(CONNECTIONS);
        var places = new ConcurrentHashMap<Integer, Integer>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.createContext("/", exchange -> {
            allOpen.countDown();
            Waiting.on(allOpen); // so that each connection has its share
            echo(exchange, places);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.start();
            var origin = new Origin(false, "127.0.0.1", server.getAddress().getPort());
            Trial.on(transport, CONNECTIONS, client -> {
                var all = IntStream.range(0, EXCHANGES)
                        .mapToObj(number ->
                                Asked.begun(client, origin, "POST", body(number).getBytes(US_ASCII)))
                        .toList();
                var connections = IntStream.range(0, EXCHANGES)
                        .mapToObj(number -> told(number, all.get(number)))
                        .collect(Collectors.groupingBy(Told::port));

                assertThat(connections).hasSize(CONNECTIONS);
                assertThat(connections.values()).allSatisfy(ManyExchangesTest::isInOrder);
                assertThat(connections.values().stream().mapToInt(List::size).sum())
                        .isEqualTo(EXCHANGES);
            });
        } finally {
            server.stop(0);
        }
    }

    /// Those that were submitted first are sent first, and end first.
    private static void isInOrder(List<Told> bySubmission) {
        assertThat(bySubmission)
                .extracting(Told::place)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, bySubmission.size()).boxed().toList());
        assertThat(bySubmission).extracting(Told::endedNanos).isSorted();
    }

    private static Told told(int number, Asked asked) {
        assertThat(asked.awaitEnd().failure()).isNull();
        var words = new String(asked.body(), US_ASCII).split(" ", 3);
        assertThat(words[2]).isEqualTo(body(number));
        return new Told(Integer.parseInt(words[0]), Integer.parseInt(words[1]), asked.endedNanos());
    }

    private static String body(int number) {
        return number + " " + "x".repeat(number * 37);
    }

    /// Every other answer on a connection is chunked.
    private static void echo(HttpExchange exchange, Map<Integer, Integer> places) throws IOException {
        int port = exchange.getRemoteAddress().getPort();
        int place = places.merge(port, 1, Integer::sum);
        var head = (port + " " + place + " ").getBytes(US_ASCII);
        var body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, place % 2 == 0 ? 0 : head.length + body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(head);
            out.write(body);
        }
    }
}
