package dev.impulse.ci.tell;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Counts how often a receiver took what it was sent, and says so the first time that it did not. Any thread.
final class CountingExporter implements MetricExporter {
    private final MetricExporter exporter;
    private final LastWarning warning;
    private final Consumer<String> warned;
    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean lastWasTaken;

    /// @param warning what the exporter logs
    /// @param warned is given the reason of the first failure, and of no other
    CountingExporter(MetricExporter exporter, LastWarning warning, Consumer<String> warned) {
        this.exporter = exporter;
        this.warning = warning;
        this.warned = warned;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        sent.incrementAndGet();
        lastWasTaken = false;
        CompletableResultCode result = exporter.export(metrics);
        result.whenComplete(() -> {
            lastWasTaken = result.isSuccess();
            if (result.isSuccess()) {
                taken.incrementAndGet();
            } else if (!hasWarned.getAndSet(true)) {
                warned.accept(reason(result.getFailureThrowable()));
            }
        });
        return result;
    }

    /// What a receiver that is there answers, the exporter tells its log alone. What the JDK's client throws often says
    /// no more than its class.
    private String reason(@Nullable Throwable failure) {
        if (failure == null || failure.getCause() == null) {
            return warning.text();
        }
        Throwable first = failure.getCause();
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = first.getMessage();
        return message == null || message.isBlank() ? first.getClass().getSimpleName() : message;
    }

    int sent() {
        return sent.get();
    }

    int taken() {
        return taken.get();
    }

    /// Whether the receiver has the newest figures.
    boolean lastWasTaken() {
        return lastWasTaken;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
