package dev.impulse.ci.tell;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Takes what is sent by OTLP over HTTP, and reads it by OpenTelemetry's own definition of the format.
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final int status;

    record Received(String path, Headers headers, ExportMetricsServiceRequest message) {}

    /// @param status of each answer; 0: there is none
    public OtlpReceiver(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var message =
                ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes());
        received.add(new Received(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), message));
        if (status > 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How many there were.
    public int messages() {
        return received.size();
    }

    public String lastPath() {
        return received.getLast().path();
    }

    /// A header field of the newest message.
    public String lastHeader(String name) {
        return String.valueOf(received.getLast().headers().getFirst(name));
    }

    /// What the newest message says of its source.
    public Map<String, String> lastResource() {
        return attributes(only().getResource().getAttributesList());
    }

    Metric last(String name) {
        return lastMetrics()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not in " + received.getLast().message()));
    }

    /// The sum of all points of a counter in the newest message.
    public double lastSum(String name) {
        return last(name).getSum().getDataPointsList().stream()
                .mapToDouble(point -> point.getAsDouble())
                .sum();
    }

    Stream<Metric> lastMetrics() {
        return only().getScopeMetricsList().stream().flatMap(scope -> scope.getMetricsList().stream());
    }

    private ResourceMetrics only() {
        return received.getLast().message().getResourceMetricsList().getFirst();
    }

    static Map<String, String> attributes(List<KeyValue> attributes) {
        var texts = new TreeMap<String, String>();
        attributes.forEach(
                attribute -> texts.put(attribute.getKey(), attribute.getValue().getStringValue()));
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
