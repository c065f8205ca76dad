package dev.impulse.benchmarks.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the clients call: the JDK's server on a free port of the loopback, answering at once or after a while.
final class Server implements AutoCloseable {
    /// A text that is sent as every answer.
    static final String ANSWER = "a hundred bytes or so, ".repeat(4);

    /// Connections that are not accepted yet: as many as the kernel allows, for when the machine is busy.
    private static final int BACKLOG = 4096;

    private static final Duration WHILE = Duration.ofMillis(20);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Server() throws IOException {
        // Read once, by the server's first use. By default it closes connections that were idle for 30 s, and those
        // beyond
        // 200 idle ones at once: a client whose request is on its way then fails, which tells nothing about the loops.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        System.setProperty("sun.net.httpserver.idleInterval", "86400");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/at-once", Server::answer);
        server.createContext("/later", exchange -> {
            try {
                Thread.sleep(WHILE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        server.start();
    }

    URI target() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var body = ANSWER.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
