package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.LoadGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The log of a run, read back by HdrHistogram's own reader.
@Tag("engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntervalLogTest {
    private static final Duration LASTING = Duration.ofMillis(1300);

    private final Map<String, Histogram> byTag = new TreeMap<>();
    private int lines;

    @SuppressWarnings("NullAway.Init") // before all tests
    private Result result;

    @BeforeAll
    void runAndReadBack(@TempDir Path folder) throws Exception {
        LoadGenerator browse = load -> {
            load.get("/products").send();
            load.get("/products/1").named("one, or two").send();
        };
        LoadGenerator buy = load -> load.check(load.number() % 2 == 0, "odd");
        var log = folder.resolve("run.hlog");
        try (var server = TestServer.content()) {
            var phases = List.of(
                    new Phase("warm-up", Phase.Kind.WARM_UP, LASTING, Map.of("browse all", Runs.even(65, LASTING))),
                    new Phase(
                            "peak",
                            Phase.Kind.PEAK,
                            LASTING,
                            Map.of("browse all", Runs.even(130, LASTING), "buy", Runs.even(13, LASTING))));
            result = new LoadTestRun(
                            new LoadTest(
                                    "shop",
                                    server.uri(),
                                    List.of(new TestCase("browse all", () -> browse), new TestCase("buy", () -> buy)),
                                    phases,
                                    List.of(),
                                    1,
                                    Runs.PATIENT),
                            2,
                            log)
                    .run(Observer.NONE);
        }
        Runs.assertBalanced(result);
        try (var reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                EncodableHistogram read = reader.nextIntervalHistogram();
                if (read instanceof Histogram histogram) {
                    lines++;
                    byTag.computeIfAbsent(histogram.getTag(), tag -> new Histogram(3))
                            .add(histogram);
                    assertThat(histogram.getStartTimeStamp())
                            .isBetween(
                                    result.started().toEpochMilli(),
                                    result.started().plus(LASTING).plus(LASTING).toEpochMilli() + 12_000);
                    assertThat(histogram.getEndTimeStamp() - histogram.getStartTimeStamp())
                            .isBetween(999L, 1001L);
                }
            }
        }
    }

    @Test
    void itsTagsNamePhaseTestCaseRequestTimeAndOutcome() {
        assertThat(byTag.keySet())
                .filteredOn(tag -> !tag.matches(".*/(GET_/products|one_or_two)/(waiting|connect)"))
                .containsExactlyInAnyOrder(
                        "warm-up/browse_all/response/ok",
                        "warm-up/browse_all/lateness",
                        "warm-up/browse_all/GET_/products/response/ok",
                        "warm-up/browse_all/GET_/products/service",
                        "warm-up/browse_all/one_or_two/response/ok",
                        "warm-up/browse_all/one_or_two/service",
                        "peak/browse_all/response/ok",
                        "peak/browse_all/lateness",
                        "peak/browse_all/GET_/products/response/ok",
                        "peak/browse_all/GET_/products/service",
                        "peak/browse_all/one_or_two/response/ok",
                        "peak/browse_all/one_or_two/service",
                        "peak/buy/response/ok",
                        "peak/buy/response/check",
                        "peak/buy/lateness");
        // Which request finds no free connection is up to chance, but for the very first.
        assertThat(byTag)
                .containsKeys("warm-up/browse_all/GET_/products/waiting", "warm-up/browse_all/GET_/products/connect");
    }

    @Test
    void itsCountsAreThoseOfTheResult() {
        assertThat(count("warm-up/browse_all/response/ok")).isEqualTo(65);
        assertThat(count("peak/browse_all/response/ok")).isEqualTo(130);
        assertThat(count("peak/browse_all/one_or_two/service")).isEqualTo(130);
        var buy = result.phases().get(1).testCases().get(1).ledger();
        assertThat(count("peak/buy/response/ok")).isEqualTo(buy.ok());
        assertThat(count("peak/buy/response/check")).isEqualTo(buy.failed());
        assertThat(buy.ok() + buy.failed()).isEqualTo(13);
        assertThat(count("peak/buy/lateness")).isEqualTo(13);
    }

    @Test
    void itsTimesAreThoseOfTheResult() {
        var browse = result.phases().get(1).testCases().get(0);
        var response = logged("peak/browse_all/response/ok");
        assertThat(response.getValueAtPercentile(50))
                .isEqualTo(browse.response().p50());
        assertThat(response.getMaxValue()).isEqualTo(browse.response().max());
    }

    @Test
    void eachSecondHasItsOwnLines() {
        assertThat(lines).isGreaterThan(byTag.size() + 5);
    }

    @Test
    void aFullDiskIsToldWithWhatWasMeasuredAllTheSame() throws Exception {
        try (var server = TestServer.content()) {
            LoadGenerator browse = load -> load.get("/products").send();
            var test = new LoadTest(
                    "shop",
                    server.uri(),
                    List.of(new TestCase("scenario", () -> browse)),
                    List.of(Runs.steady(10, Duration.ofMillis(100))),
                    List.of(),
                    1,
                    Runs.PATIENT);
            assertThatThrownBy(() -> test.run(Observer.NONE, Path.of("/dev/full")))
                    .isInstanceOfSatisfying(
                            HistogramsNotWritten.class,
                            told -> assertThat(told.result()).satisfies(whole -> Runs.assertBalanced(whole)))
                    .hasMessageContaining("/dev/full: a write failed (is the disk full?)");
            assertThatThrownBy(() -> test.run(Observer.NONE, Path.of("/nowhere/run.hlog")))
                    .isInstanceOfSatisfying(
                            HistogramsNotWritten.class,
                            told -> assertThat(told.result()).isNull());
        }
    }

    private Histogram logged(String tag) {
        return byTag.getOrDefault(tag, new Histogram(3));
    }

    private long count(String tag) {
        return logged(tag).getTotalCount();
    }
}
