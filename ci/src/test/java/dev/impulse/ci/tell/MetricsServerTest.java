package dev.impulse.ci.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.load.ErrorKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real run, asked for its metrics while it goes on and when it is over.
class MetricsServerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> told = new ArrayList<>();
    private Service service;
    private LoadTest loadTest;
    private Telling telling;
    private URI uri;

    @BeforeEach
    void open() throws Exception {
        service = new Service();
        loadTest = service.loadTest();
        telling = Telling.open(new Channels(loopback(0), null), loadTest, told::add);
        uri = URI.create(told.getFirst().replace("metrics at ", ""));
    }

    @AfterEach
    void close() {
        telling.close();
        service.close();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Result run() throws InterruptedException {
        var result = loadTest.run(telling.observer());
        telling.ended();
        return result;
    }

    @Test
    void itsCountsAreThoseOfTheResultInTheEnd() throws Exception {
        var result = run();
        var scrape = Scrape.of(uri);

        for (var phase : result.phases()) {
            var found = phase.testCases().getFirst();
            var labels = "{impulse_phase=\"" + phase.name() + "\",impulse_test_case=\"browse\"}";
            assertThat(scrape.sample("impulse_trigger_started_total" + labels))
                    .isEqualTo((double) found.ledger().started());
            assertThat(scrape.sample("impulse_trigger_ok_total" + labels))
                    .isEqualTo((double) found.ledger().ok());
            assertThat(scrape.sample("impulse_trigger_failed_total{error_type=\"status\"," + labels.substring(1)))
                    .isEqualTo(found.errors().getOrDefault(ErrorKind.STATUS, 0L).doubleValue())
                    .isPositive();
            assertThat(scrape.sample("impulse_trigger_lateness_seconds_count" + labels))
                    .isEqualTo((double) found.lateness().count());
        }
        assertThat(scrape.sum("impulse_trigger_started_total")).isEqualTo(60);
        assertThat(scrape.sum("http_client_request_duration_seconds_count"))
                .isEqualTo(requests(result, Result.RequestResult::count));
        assertThat(scrape.sum("impulse_request_service_time_seconds_count"))
                .isEqualTo(requests(result, request -> request.service().count()));
        double nanos = result.phases().stream()
                .mapToDouble(phase -> phase.response().mean() * phase.response().count())
                .sum();
        assertThat(scrape.sum("impulse_trigger_duration_seconds_sum")).isCloseTo(nanos / 1e9, within(nanos / 1e11));
        assertThat(scrape.sample("impulse_trigger_in_flight")).isZero();
        assertThat(scrape.sum("impulse_phase_active")).isZero();
        assertThat(scrape.sum("process_cpu_time_seconds_total")).isPositive();
        assertThat(scrape.text()).endsWith("# EOF\n").contains("impulse_load_test=\"browse\"");
    }

    private static double requests(Result result, ToLongFunction<Result.RequestResult> count) {
        return result.phases().stream()
                .flatMap(phase -> phase.testCases().stream())
                .flatMap(testCase -> testCase.requests().stream())
                .mapToDouble(request -> (double) count.applyAsLong(request))
                .sum();
    }

    @Test
    void itsCountersRiseWhileItRuns() throws Exception {
        var running = CompletableFuture.supplyAsync(() -> {
            try {
                return run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> Scrape.of(uri).sum("impulse_trigger_ok_total") > 0);
        var before = Scrape.of(uri);
        assertThat(before.sum("impulse_phase_active")).isEqualTo(1);
        assertThat(before.sample("impulse_trigger_asked_per_second{impulse_test_case=\"browse\"}"))
                .isEqualTo(20);
        running.join();
        var after = Scrape.of(uri).samples();

        before.samples().forEach((name, value) -> {
            if (name.matches(".*_(total|count|sum|bucket)(\\{.*)?")) {
                assertThat(after.get(name)).as(name).isGreaterThanOrEqualTo(value);
            }
        });
    }

    @Test
    void itIsThereForThisMachineOnly() {
        assertThat(uri.getHost()).isEqualTo("127.0.0.1");
        assertThat(uri.getPort()).isPositive();
    }

    @Test
    void itAnswersInTheFormThatIsAskedFor() {
        assertThat(Scrape.of(uri).answer().headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        var text = Scrape.ask(HttpRequest.newBuilder(uri).header("Accept", "text/plain;version=0.0.4"));
        assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body()).doesNotContain("# EOF").contains("# TYPE target_info gauge");
    }

    @Test
    void itSaysWhereMetricsAre() {
        var elsewhere = Scrape.ask(HttpRequest.newBuilder(uri.resolve("/")));
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body()).isEqualTo("metrics are at /metrics\n");
    }

    @Test
    void itIsAskedByGetAndHead() {
        var head = Scrape.ask(HttpRequest.newBuilder(uri).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isPositive();
        var post = Scrape.ask(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void aPortInUseIsTold() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var channels = new Channels(loopback(taken.getLocalPort()), null);
            assertThatThrownBy(() -> Telling.open(channels, loadTest, told::add).close())
                    .isInstanceOf(CannotTell.class)
                    .hasMessageContainingAll("--metrics: ", ":" + taken.getLocalPort(), "no other program has");
        }
    }

    @Test
    void nothingIsOpenedUnlessItIsAskedFor() throws Exception {
        try (var none = Telling.open(Channels.NONE, loadTest, told::add)) {
            assertThat(none.ended()).isEmpty();
            assertThat(told).hasSize(1);
        }
    }
}
