package dev.impulse.ci.tell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers `GET /metrics` on threads of its own.
final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int WITHOUT_BODY = -1;

    /// Somebody who reads slowly does not keep the others waiting.
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Metrics metrics;
    private final Map<String, String> run;

    /// @param address port 0 is any that is free
    /// @param run what holds for all metrics
    /// @throws IOException when it cannot listen there
    MetricsServer(InetSocketAddress address, Metrics metrics, Map<String, String> run) throws IOException {
        this.metrics = metrics;
        this.run = run;
        this.server = HttpServer.create(address, 0);
        this.threads = Executors.newFixedThreadPool(
                THREADS,
                Thread.ofPlatform().daemon().name("impulse-metrics-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Where to ask.
    URI uri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + PATH);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                write(exchange, NOT_FOUND, "text/plain; charset=utf-8", utf8("metrics are at " + PATH + "\n"));
            } else if (method.equals("GET") || method.equals("HEAD")) {
                TextFormat format =
                        TextFormat.wanted(exchange.getRequestHeaders().getFirst("Accept"));
                write(exchange, OK, format.contentType(), Exposition.text(metrics, run, format));
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                write(exchange, METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", utf8("GET it\n"));
            }
        }
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, WITHOUT_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Lets those who are being answered have the rest for a second.
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
