package dev.impulse.generator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A system under test: the JDK's own HTTP server on a free port, a virtual thread for each request. It remembers what
/// it was asked and how many requests it had inside at once.
public final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Handler handler;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    /// A request as it arrived.
    ///
    /// @param query as it was on the wire; null when there was none
    public record Asked(
            String method, String path, @Nullable String query, Map<String, List<String>> headers, String body) {
        /// The first header field of that name; null when there is none.
        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(field -> field.getKey().equalsIgnoreCase(name))
                    .map(field -> field.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    /// Answers a request; `exchange` has what [#reply] does not.
    @FunctionalInterface
    public interface Handler {
        void answer(Asked asked, HttpExchange exchange) throws Exception;
    }

    private TestServer(Handler handler) throws IOException {
        this.handler = handler;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /// A server that answers as it is told to.
    public static TestServer with(Handler handler) {
        try {
            return new TestServer(handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server that gives the same answer to everything.
    public static TestServer answering(int status, String body) {
        return with((asked, exchange) -> reply(exchange, status, body));
    }

    /// A server that is content with everything.
    public static TestServer content() {
        return answering(200, "fine");
    }

    /// Sends an answer whose body is text.
    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean bodyless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodyless ? -1 : bytes.length);
        if (!bodyless) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        int now = inside.incrementAndGet();
        mostInside.accumulateAndGet(now, Math::max);
        try {
            var uri = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request = new Asked(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body);
            asked.add(request);
            handler.answer(request, exchange);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            inside.decrementAndGet();
        }
    }

    /// Where it listens.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What it was asked, in the order of arrival.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// The only thing that it was asked.
    public Asked askedOnce() {
        if (asked.size() != 1) {
            throw new AssertionError("asked: " + asked + " (expected: one request)");
        }
        return asked.element();
    }

    /// How many requests it had at once, at most.
    public int mostInside() {
        return mostInside.get();
    }

    /// How many requests it has now.
    public int inside() {
        return inside.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
