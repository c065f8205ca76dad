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
import dev.impulse.generator.report.RunFolder;
import dev.impulse.load.LoadGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a run has written while it went, read back by HdrHistogram's own tools.
@Tag("engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrittenRunTest {
    private static final Duration LASTING = Duration.ofMillis(1300);

    private final Map<Path, Map<String, Histogram>> files = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // before all tests
    private Result result;

    @SuppressWarnings("NullAway.Init") // before all tests
    private Path folder;

    @BeforeAll
    void runAndReadBack(@TempDir Path folder) throws Exception {
        this.folder = folder;
        LoadGenerator browse = load -> {
            load.get("/products").send();
            load.get("/products/1").named("one, or two").send();
        };
        LoadGenerator buy = load -> load.check(load.number() % 2 == 0, "odd");
        try (var server = TestServer.content();
                var run = RunFolder.begin(folder)) {
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
                            run)
                    .run(Observer.NONE);
            assertThat(folder.resolve("run.json"))
                    .content()
                    .contains(
                            "\"running\"",
                            "\"shop\"",
                            "\"process\" : " + ProcessHandle.current().pid());
            run.write(result);
            assertThat(folder.resolve("run.json")).doesNotExist();
        }
        Runs.assertBalanced(result);
        try (Stream<Path> all = Files.walk(folder.resolve("histograms"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file), read(file));
            }
        }
    }

    private Map<String, Histogram> read(Path file) throws Exception {
        var byTag = new HashMap<String, Histogram>();
        try (var reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                    var tag = histogram.getTag() == null ? "" : histogram.getTag();
                    byTag.computeIfAbsent(tag, first -> new Histogram(3)).add(histogram);
                    assertThat(histogram.getStartTimeStamp())
                            .isBetween(
                                    result.started().toEpochMilli(),
                                    result.started().plus(LASTING).plus(LASTING).toEpochMilli() + 12_000);
                    assertThat(histogram.getEndTimeStamp() - histogram.getStartTimeStamp())
                            .isBetween(999L, 1001L);
                }
            }
        }
        return byTag;
    }

    @Test
    void eachTestCaseAndRequestOfAPhaseHasAFileThatTheResultNames() {
        assertThat(files.keySet().stream().map(Path::toString))
                .containsExactly(
                        "histograms/peak/browse-all.hlog",
                        "histograms/peak/browse-all/GET-products.hlog",
                        "histograms/peak/browse-all/one-or-two.hlog",
                        "histograms/peak/buy.hlog",
                        "histograms/warm-up/browse-all.hlog",
                        "histograms/warm-up/browse-all/GET-products.hlog",
                        "histograms/warm-up/browse-all/one-or-two.hlog");
        var browse = result.phases().get(1).testCases().getFirst();
        assertThat(browse.histograms()).isEqualTo("histograms/peak/browse-all.hlog");
        assertThat(browse.requests())
                .extracting(Result.RequestResult::name, Result.RequestResult::histograms)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "GET /products", "histograms/peak/browse-all/GET-products.hlog"),
                        org.assertj.core.api.Assertions.tuple(
                                "one, or two", "histograms/peak/browse-all/one-or-two.hlog"));
        assertThat(result.intervals()).containsExactly(new Result.LoggedInterval(Duration.ZERO, Duration.ofSeconds(1)));
    }

    @Test
    void whatHasNoTagIsTheResponseTimeOfAllAndTheRestHasOne() {
        assertThat(tags("peak/browse-all")).containsExactlyInAnyOrder("", "lateness");
        assertThat(tags("peak/buy")).containsExactlyInAnyOrder("", "lateness", "failed/check");
        assertThat(tags("warm-up/browse-all/GET-products"))
                .contains("", "service", "connect")
                .isSubsetOf("", "service", "connect", "waiting");
        assertThat(count("peak/browse-all/one-or-two", "service")).isEqualTo(130);
        var buy = result.phases().get(1).testCases().get(1);
        assertThat(count("peak/buy", "")).isEqualTo(buy.response().count()).isEqualTo(13);
        assertThat(count("peak/buy", "failed/check")).isEqualTo(buy.ledger().failed());
    }

    @Test
    void theirTimesAreThoseOfTheResult() {
        for (var phase : result.phases()) {
            for (var testCase : phase.testCases()) {
                assertSame(logged(testCase.histograms(), ""), testCase.response());
                assertSame(logged(testCase.histograms(), "lateness"), testCase.lateness());
                for (var request : testCase.requests()) {
                    assertSame(logged(request.histograms(), ""), request.response());
                    assertSame(logged(request.histograms(), "service"), request.service());
                }
            }
        }
    }

    private static void assertSame(Histogram logged, Result.Times times) {
        assertThat(logged.getTotalCount()).isEqualTo(times.count()).isPositive();
        assertThat(logged.getValueAtPercentile(50)).isEqualTo(times.p50());
        assertThat(logged.getValueAtPercentile(99.9)).isEqualTo(times.p999());
        assertThat(logged.getMaxValue()).isEqualTo(times.max());
    }

    @Test
    void hdrHistogramsOwnProcessorShowsTheResponseTimesWhenNoTagIsAskedFor() throws Exception {
        assertThat(processed("peak/buy")).contains("Total count    =           13");
        assertThat(processed("peak/browse-all/GET-products", "-tag", "service"))
                .contains("Total count    =          130");
        assertThat(processed("peak/buy", "-listtags")).contains("lateness", "failed/check");
    }

    /// By the program as people start it: it ends its process itself.
    private String processed(String file, String... more) throws Exception {
        var out = folder.resolve("percentiles");
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of(HistogramLogProcessor.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                HistogramLogProcessor.class.getName(),
                "-i",
                folder.resolve("histograms/" + file + ".hlog").toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldBeforeAnythingBegins() throws Exception {
        try (var server = TestServer.content();
                var run = RunFolder.begin(folder.resolve("other"))) {
            Files.writeString(run.histograms(), "in the way");
            LoadGenerator browse = load -> load.get("/products").send();
            var test = new LoadTest(
                    "shop",
                    server.uri(),
                    List.of(new TestCase("scenario", () -> browse)),
                    List.of(Runs.steady(10, Duration.ofMillis(100))),
                    List.of(),
                    1,
                    Runs.PATIENT);
            assertThatThrownBy(() -> test.run(Observer.NONE, run))
                    .isInstanceOfSatisfying(
                            HistogramsNotWritten.class,
                            told -> assertThat(told.result()).isNull());
        }
    }

    @Test
    void aFullDiskIsToldWithWhatWasMeasuredAllTheSame() throws Exception {
        try (var server = TestServer.content();
                var run = RunFolder.begin(folder.resolve("full"))) {
            Files.createDirectories(run.histograms().resolve("steady"));
            Files.createSymbolicLink(run.histograms().resolve("steady/scenario.hlog"), Path.of("/dev/full"));
            LoadGenerator browse = load -> load.get("/products").send();
            var test = new LoadTest(
                    "shop",
                    server.uri(),
                    List.of(new TestCase("scenario", () -> browse)),
                    List.of(Runs.steady(10, Duration.ofMillis(100))),
                    List.of(),
                    1,
                    Runs.PATIENT);
            assertThatThrownBy(() -> test.run(Observer.NONE, run))
                    .isInstanceOfSatisfying(
                            HistogramsNotWritten.class,
                            told -> assertThat(told.result()).satisfies(whole -> Runs.assertBalanced(whole)))
                    .hasMessageContaining("scenario.hlog: No space left on device");
        }
    }

    private java.util.Set<String> tags(String file) {
        return files.getOrDefault(Path.of("histograms/" + file + ".hlog"), Map.of())
                .keySet();
    }

    private Histogram logged(String file, String tag) {
        return files.getOrDefault(Path.of(file), Map.of()).getOrDefault(tag, new Histogram(3));
    }

    private long count(String file, String tag) {
        return logged("histograms/" + file + ".hlog", tag).getTotalCount();
    }
}
