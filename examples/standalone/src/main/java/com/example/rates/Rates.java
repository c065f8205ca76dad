package com.example.rates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Converts amounts of money: `GET /convert?from=EUR&to=CHF&amount=12.50`.
public final class Rates implements AutoCloseable {
    private static final Map<String, BigDecimal> IN_EUROS =
            Map.of("EUR", BigDecimal.ONE, "CHF", new BigDecimal("1.07"), "USD", new BigDecimal("0.92"));

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    /// @param port 0 for one that is free
    public Rates(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/health", exchange -> answer(exchange, 200, "{\"up\": true}"));
        server.createContext("/convert", Rates::convert);
        server.setExecutor(threads);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        new Rates(Integer.parseInt(arguments[0]));
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static void convert(HttpExchange exchange) throws IOException {
        try {
            Map<String, String> query = Stream.of(
                            exchange.getRequestURI().getQuery().split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> field[1]));
            BigDecimal converted = new BigDecimal(query.get("amount"))
                    .multiply(IN_EUROS.get(query.get("from")))
                    .divide(IN_EUROS.get(query.get("to")), 2, RoundingMode.HALF_EVEN);
            answer(exchange, 200, "{\"amount\": " + converted + ", \"currency\": \"" + query.get("to") + "\"}");
        } catch (RuntimeException malformed) {
            answer(exchange, 400, "{\"error\": \"expected: from, to, amount\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
