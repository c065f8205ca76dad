package dev.impulse.ci.tell;

import dev.impulse.ci.tell.Family.Amount;
import dev.impulse.ci.tell.Family.Spread;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Arrays;
import java.util.List;

/// A metric as OpenTelemetry's exporter takes it: cumulative, histograms with exponential buckets.
///
/// @param resource whose it is
record OtlpMetric(Resource resource, Instrument instrument, MetricDataType type, Data<?> data) implements MetricData {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.impulse");

    /// When a stretch of time was that a point speaks of, since 1970.
    private record Stretch(long beginNanos, long endNanos) {}

    /// @param beginNanos since 1970, from when on it was counted
    static OtlpMetric of(Family family, Resource resource, long beginNanos, long nowNanos) {
        Stretch stretch = new Stretch(beginNanos, nowNanos);
        return switch (family) {
            case Family.Counters counters ->
                new OtlpMetric(
                        resource,
                        counters.instrument(),
                        MetricDataType.DOUBLE_SUM,
                        SumData.createDoubleSumData(
                                true, AggregationTemporality.CUMULATIVE, points(counters.series(), stretch)));
            case Family.Gauges gauges ->
                new OtlpMetric(
                        resource,
                        gauges.instrument(),
                        MetricDataType.DOUBLE_GAUGE,
                        GaugeData.createDoubleGaugeData(points(gauges.series(), stretch)));
            case Family.Times times ->
                new OtlpMetric(
                        resource,
                        times.instrument(),
                        MetricDataType.EXPONENTIAL_HISTOGRAM,
                        ExponentialHistogramData.create(
                                AggregationTemporality.CUMULATIVE,
                                times.series().stream()
                                        .map(spread -> point(spread, stretch))
                                        .toList()));
        };
    }

    private static List<DoublePointData> points(List<Amount> series, Stretch stretch) {
        return series.stream()
                .map(amount -> DoublePointData.create(
                        stretch.beginNanos(),
                        stretch.endNanos(),
                        attributes(amount.labels()),
                        amount.amount(),
                        List.of()))
                .toList();
    }

    private static ExponentialHistogramPointData point(Spread spread, Stretch stretch) {
        Distribution found = spread.distribution();
        return ExponentialHistogramPointData.create(
                Distribution.SCALE,
                found.sum(),
                found.zeros(),
                true,
                found.least(),
                true,
                found.most(),
                ExponentialHistogramBuckets.create(
                        Distribution.SCALE,
                        found.offset(),
                        Arrays.stream(found.exponential()).boxed().toList()),
                ExponentialHistogramBuckets.create(Distribution.SCALE, 0, List.of()),
                stretch.beginNanos(),
                stretch.endNanos(),
                attributes(spread.labels()),
                List.of());
    }

    private static Attributes attributes(List<Label> labels) {
        AttributesBuilder attributes = Attributes.builder();
        labels.forEach(label -> attributes.put(label.name(), label.value()));
        return attributes.build();
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public String getName() {
        return instrument.text();
    }

    @Override
    public String getDescription() {
        return instrument.description();
    }

    @Override
    public String getUnit() {
        return instrument.unit().text();
    }

    @Override
    public MetricDataType getType() {
        return type;
    }

    @Override
    public Data<?> getData() {
        return data;
    }
}
