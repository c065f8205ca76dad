package dev.impulse.ci.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result;
import dev.impulse.generator.Verdict;
import dev.impulse.load.ErrorKind;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real run, sent to a receiver that reads it by OpenTelemetry's own definition of the format.
class OtlpTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Service service;
    private List<String> notes = List.of();

    @BeforeEach
    void start() throws Exception {
        service = new Service();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Result runTold(URI receiver) throws Exception {
        var loadTest = service.loadTest();
        try (var telling = Telling.open(new Channels(null, receiver), loadTest, told::add)) {
            var result = loadTest.run(telling.observer());
            notes = telling.ended();
            return result;
        }
    }

    @Test
    void whatIsSentInTheEndIsWhatTheResultSays() throws Exception {
        try (var receiver = new OtlpReceiver(200)) {
            var result = runTold(receiver.uri().resolve("/v1/metrics"));

            assertThat(notes).isEmpty();
            assertThat(told).isEmpty();
            assertThat(receiver.lastResource())
                    .containsEntry("service.name", "impulse")
                    .containsEntry("impulse.load_test", "browse")
                    .containsEntry("impulse.target", service.url());
            assertThat(receiver.lastSum("impulse.trigger.started")).isEqualTo(60);
            assertThat(receiver.lastSum("impulse.trigger.ok")).isEqualTo((double) ledgers(result, "ok"));
            assertThat(receiver.lastSum("impulse.trigger.failed")).isEqualTo((double) ledgers(result, "failed"));
            var failed = receiver.last("impulse.trigger.failed").getSum();
            assertThat(failed.getIsMonotonic()).isTrue();
            assertThat(failed.getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(failed.getDataPointsList())
                    .extracting(NumberDataPoint::getAttributesList)
                    .allSatisfy(attributes -> assertThat(OtlpReceiver.attributes(attributes))
                            .containsEntry("error.type", "status")
                            .containsKeys("impulse.phase", "impulse.test_case"));
        }
    }

    private static long ledgers(Result result, String what) {
        return result.phases().stream()
                .map(phase -> phase.testCases().getFirst().ledger())
                .mapToLong(ledger -> what.equals("ok") ? ledger.ok() : ledger.failed())
                .sum();
    }

    @Test
    void histogramsAreExponentialAndWhole() throws Exception {
        try (var receiver = new OtlpReceiver(200)) {
            var result = runTold(receiver.uri().resolve("/v1/metrics"));

            var metric = receiver.last("http.client.request.duration");
            assertThat(metric.getUnit()).isEqualTo("s");
            var points = metric.getExponentialHistogram().getDataPointsList();
            for (var phase : result.phases()) {
                for (var request : phase.testCases().getFirst().requests()) {
                    var own = points.stream()
                            .filter(point -> has(point, "impulse.phase", phase.name()))
                            .filter(point -> has(point, "impulse.request", request.name()))
                            .toList();
                    assertThat(own.stream()
                                    .mapToLong(ExponentialHistogramDataPoint::getCount)
                                    .sum())
                            .isEqualTo(request.count());
                    assertThat(own.stream()
                                    .filter(point -> has(point, "error.type", "status"))
                                    .mapToLong(ExponentialHistogramDataPoint::getCount)
                                    .sum())
                            .isEqualTo(request.errors().getOrDefault(ErrorKind.STATUS, 0L));
                    assertThat(own)
                            .allSatisfy(point -> assertThat(point.getPositive().getBucketCountsList().stream()
                                            .mapToLong(count -> count)
                                            .sum())
                                    .isEqualTo(point.getCount() - point.getZeroCount()));
                }
            }
        }
    }

    private static boolean has(ExponentialHistogramDataPoint point, String name, String value) {
        return value.equals(OtlpReceiver.attributes(point.getAttributesList()).get(name));
    }

    @Test
    void aReceiverThatIsDownDisturbsNothing() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        var result = runTold(URI.create("http://127.0.0.1:" + nobody + "/v1/metrics"));

        assertThat(result.verdict()).isNotEqualTo(Verdict.FAILED);
        assertThat(result.phases().getLast().testCases().getFirst().ledger().started())
                .isEqualTo(40);
        assertThat(told).singleElement().asString().contains("metrics were not taken by http://127.0.0.1:" + nobody);
        assertThat(notes).singleElement().asString().contains("took 0 of ", "it lacks the last one");
    }

    @Test
    void aReceiverThatRefusesIsToldOnce() throws Exception {
        try (var receiver = new OtlpReceiver(503)) {
            runTold(receiver.uri().resolve("/v1/metrics"));

            assertThat(told).singleElement().asString().contains("HTTP status code 503 (the run goes on");
            assertThat(notes).singleElement().asString().contains("took 0 of ");
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerIsNotWaitedForForLong() throws Exception {
        try (var receiver = new OtlpReceiver(0)) {
            runTold(receiver.uri().resolve("/v1/metrics"));

            assertThat(notes).singleElement().asString().contains("took 0 of 1 messages", "it lacks the last one");
        }
    }

    @Test
    void credentialsOfItsUrlAreNotShown() throws Exception {
        try (var receiver = new OtlpReceiver(401)) {
            runTold(URI.create(receiver.uri().toString().replace("//", "//me:secret@") + "/v1/metrics"));

            assertThat(told).isNotEmpty().noneMatch(line -> line.contains("secret"));
            assertThat(notes).isNotEmpty().noneMatch(line -> line.contains("secret"));
        }
    }
}
