package dev.impulse.ci.tell;

import dev.impulse.ci.tell.Family.Amount;
import dev.impulse.ci.tell.Family.Spread;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes metrics as Prometheus reads them, by Prometheus' own library.
final class Exposition {
    private Exposition() {}

    /// @param run what holds for all of them
    static byte[] text(Metrics metrics, Map<String, String> run, TextFormat format) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<MetricSnapshot> snapshots = new ArrayList<>();
        snapshots.add(info(run));
        metrics.families().forEach(family -> snapshots.add(snapshot(family)));
        try {
            format.writer().write(text, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return text.toByteArray();
    }

    /// As OpenTelemetry tells Prometheus whose metrics they are.
    private static MetricSnapshot info(Map<String, String> run) {
        List<String> names =
                run.keySet().stream().map(Exposition::prometheusName).toList();
        Labels labels = Labels.of(names, List.copyOf(run.values()));
        return new InfoSnapshot(
                new MetricMetadata("target", "Whose metrics these are, and of which run."),
                List.of(new InfoDataPointSnapshot(labels)));
    }

    private static MetricSnapshot snapshot(Family family) {
        MetricMetadata metadata = metadata(family.instrument());
        return switch (family) {
            case Family.Counters counters ->
                new CounterSnapshot(
                        metadata,
                        counters.series().stream().map(Exposition::counter).toList());
            case Family.Gauges gauges ->
                new GaugeSnapshot(
                        metadata,
                        gauges.series().stream().map(Exposition::gauge).toList());
            case Family.Times times ->
                new HistogramSnapshot(
                        metadata,
                        times.series().stream().map(Exposition::histogram).toList());
        };
    }

    private static MetricMetadata metadata(Instrument instrument) {
        String name = instrument.prometheusName();
        return instrument.unit() == Instrument.Unit.SECONDS
                ? new MetricMetadata(name, instrument.description(), Unit.SECONDS)
                : new MetricMetadata(name, instrument.description());
    }

    private static CounterDataPointSnapshot counter(Amount amount) {
        return new CounterDataPointSnapshot(amount.amount(), labels(amount.labels()), null, 0);
    }

    private static GaugeDataPointSnapshot gauge(Amount amount) {
        return new GaugeDataPointSnapshot(amount.amount(), labels(amount.labels()), null);
    }

    private static HistogramDataPointSnapshot histogram(Spread spread) {
        Distribution found = spread.distribution();
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(Distribution.bounds(), found.classic()),
                found.sum(),
                labels(spread.labels()),
                Exemplars.EMPTY,
                0);
    }

    private static Labels labels(List<Label> labels) {
        return Labels.of(
                labels.stream().map(label -> prometheusName(label.name())).toList(),
                labels.stream().map(Label::value).toList());
    }

    private static String prometheusName(String name) {
        return name.replace('.', '_');
    }
}
