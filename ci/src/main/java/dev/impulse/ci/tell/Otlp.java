package dev.impulse.ci.tell;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends metrics to a receiver of OTLP, by OpenTelemetry's own SDK and exporter and as its environment variables say,
/// on threads of theirs. What goes wrong there goes wrong there: the run is told of it, and goes on.
final class Otlp implements AutoCloseable {
    private static final String ENDPOINT = "otel.exporter.otlp.metrics.endpoint";
    private static final String INTERVAL = "otel.metric.export.interval";

    /// A receiver that does not answer keeps a run that is over for no longer.
    private static final long PATIENCE_SECONDS = 5;

    private final Metrics metrics;
    private final long beginNanos = now();
    private final Consumer<String> told;
    private final LastWarning warning = LastWarning.heard();
    private final OpenTelemetrySdk sdk;
    private final String receiver;
    private @Nullable CountingExporter exporter;

    /// @param receiver all of its URL
    /// @param run what holds for all metrics
    /// @param told is told when the receiver does not take them, once
    /// @throws CannotTell when what the environment says of it makes no sense
    Otlp(URI receiver, Metrics metrics, Map<String, String> run, Consumer<String> told) throws CannotTell {
        this.metrics = metrics;
        this.told = told;
        this.receiver = RunLabels.withoutCredentials(receiver);
        try {
            this.sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of(INTERVAL, "10000"))
                    .addPropertiesCustomizer(properties -> overriding(receiver))
                    .addResourceCustomizer(
                            (resource, properties) -> attributes(run).merge(named(resource)))
                    .addMetricExporterCustomizer((made, properties) -> counting(made))
                    .addMeterProviderCustomizer(
                            (provider, properties) -> provider.registerMetricProducer(this::produce))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException | IllegalArgumentException wrong) {
            throw new CannotTell("--otlp: " + wrong.getMessage());
        }
    }

    /// Whatever lies around in the environment: metrics by HTTP, to this receiver, and nothing else.
    private static Map<String, String> overriding(URI receiver) {
        return Map.of(
                "otel.sdk.disabled",
                "false",
                "otel.traces.exporter",
                "none",
                "otel.logs.exporter",
                "none",
                "otel.metrics.exporter",
                "otlp",
                "otel.exporter.otlp.metrics.protocol",
                "http/protobuf",
                ENDPOINT,
                receiver.toString());
    }

    private static Resource attributes(Map<String, String> run) {
        AttributesBuilder attributes = Attributes.builder();
        run.forEach(attributes::put);
        return Resource.create(attributes.build());
    }

    /// The SDK's own name for who has none gives way to ours.
    private static Resource named(Resource resource) {
        return resource.toBuilder()
                .removeIf(key -> key.getKey().equals("service.name")
                        && String.valueOf(resource.getAttribute(key)).startsWith("unknown_service"))
                .build();
    }

    /// Nothing is sent again: what comes next holds all of it. Nor does the exporter tell how it fares itself.
    private MetricExporter counting(MetricExporter made) {
        MetricExporter plain = made instanceof OtlpHttpMetricExporter http
                ? http.toBuilder()
                        .setRetryPolicy(null)
                        .setMeterProvider(MeterProvider.noop())
                        .build()
                : made;
        CountingExporter counting = new CountingExporter(
                plain,
                warning,
                reason -> told.accept("metrics were not taken by " + receiver + ": " + reason
                        + " (the run goes on, and it is tried again from time to time)"));
        exporter = counting;
        return counting;
    }

    private Collection<MetricData> produce(Resource resource) {
        long now = now();
        return metrics.families().stream()
                .<MetricData>map(family -> OtlpMetric.of(family, resource, beginNanos, now))
                .toList();
    }

    private static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /// Sends what there is in the end.
    ///
    /// @return what a reader of the result should know
    List<String> ended() {
        sdk.getSdkMeterProvider().forceFlush().join(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CountingExporter counted = exporter;
        if (counted == null || counted.sent() == counted.taken()) {
            return List.of();
        }
        return List.of("%s took %d of %d messages with metrics; %s"
                .formatted(
                        receiver,
                        counted.taken(),
                        counted.sent(),
                        counted.lastWasTaken()
                                ? "the last one, which holds what the others did, it took"
                                : "it lacks the last one"));
    }

    /// No more is sent.
    @Override
    public void close() {
        sdk.getSdkMeterProvider().shutdown();
        warning.close();
    }
}
