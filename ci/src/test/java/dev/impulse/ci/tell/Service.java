package dev.impulse.ci.tell;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Rate;
import dev.impulse.load.Load;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What is loaded while it is told of: every fifth answer is an error.
final class Service implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();

    Service() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() % 5 == 0 ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// 40 triggers in 2 s after 20 in a warm-up, two requests each.
    LoadTest loadTest() {
        return LoadTest.of(() -> Service::browse)
                .named("browse")
                .at(Rate.perSecond(20))
                .warmingUpFor(Duration.ofSeconds(1))
                .lasting(Duration.ofSeconds(2))
                .against(url())
                .build();
    }

    private static void browse(Load load) {
        load.get("/list").named("list").send();
        load.get("/1").named("the \"best\"").send();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
