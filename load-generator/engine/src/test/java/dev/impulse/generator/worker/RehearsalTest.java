package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.log.LoggedSeries;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.ResultFolder;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two minutes of 50 request names, in moments: what was recorded comes out of result and histograms again. What it
/// costs, `benchmarks`' `MeasuringCost` shows, by the same means.
class RehearsalTest {
    private static final int SECONDS = 120;
    private static final int TEST_CASES = 5;
    private static final int REQUESTS = 10;
    private static final int LOOPS = 2;
    private static final int TRIGGERS = 2;
    private static final int PLANNED = SECONDS * LOOPS * TRIGGERS;
    private static final int FAILED = SECONDS;

    /// More would be too much for a run of hours, whose lines then hold more seconds.
    private static final long MOST_BYTES_A_LINE = 250;

    @Test
    void allThatWasRecordedIsInTheResultAndInTheHistograms(@TempDir Path path) throws Exception {
        Result result;
        long bytes;
        try (var folder = RunFolder.begin(path)) {
            var test = loadTest();
            var rehearsal = new Rehearsal(test, LOOPS, folder);
            var random = new Random(3);
            for (int second = 0; second < SECONDS; second++) {
                record(rehearsal, random);
                rehearsal.endSecond(test.phases().getFirst(), 0, Duration.ofSeconds(second + 1L));
                // All but the newest second is written, whatever comes.
                assertThat(rehearsal.log().writtenUntil()).isEqualTo(second);
            }
            result = rehearsal.end();
            bytes = rehearsal.log().bytes();
            folder.write(result);
        }
        assertThat(ResultFolder.read(path)).isEqualTo(result);
        var phase = result.phases().getFirst();
        assertThat(phase.testCases()).hasSize(TEST_CASES).allSatisfy(testCase -> {
            assertThat(testCase.ledger())
                    .isEqualTo(new Result.Ledger(PLANNED, PLANNED, 0, 0, PLANNED - FAILED, FAILED, 0));
            assertThat(testCase.seconds()).hasSize(SECONDS);
            assertThat(testCase.requests()).hasSize(REQUESTS).allSatisfy(request -> {
                assertThat(request.count()).isEqualTo(PLANNED);
                assertThat(request.response().endless()).isEqualTo(FAILED);
                assertThat(request.response().p50())
                        .isLessThan(request.response().p90());
                assertThat(request.response().p90()).isEqualTo(Result.Times.BEYOND);
            });
        });
        var logged = LoggedSeries.of(path.resolve("histograms"));
        assertThat(logged).hasSize(TEST_CASES * (REQUESTS + 1)).allSatisfy(series -> {
            assertThat(series.ended().getTotalCount()).isEqualTo(PLANNED);
            assertThat(series.failed(ErrorKind.REQUEST_TIMEOUT).getTotalCount()).isEqualTo(FAILED);
        });
        assertThat(bytes).isEqualTo(sizes(path.resolve("histograms")));
        // Response, service (or lateness) and timeouts of each.
        long lines = logged.size() * 3L * SECONDS;
        assertThat(bytes).isBetween(lines * 60, lines * MOST_BYTES_A_LINE);
        assertThat(result.intervals()).hasSize(1);
    }

    private static void record(Rehearsal rehearsal, Random random) {
        for (int number = 0; number < LOOPS; number++) {
            for (int testCase = 0; testCase < TEST_CASES; testCase++) {
                var recorder = rehearsal.loops().get(number).of(0, testCase);
                for (int trigger = 0; trigger < TRIGGERS; trigger++) {
                    var failure = number == 0 && trigger == 0 ? ErrorKind.REQUEST_TIMEOUT : null;
                    recorder.started();
                    recorder.late(1000);
                    for (int request = 0; request < REQUESTS; request++) {
                        long nanos = (long) (8e6 * Math.exp(random.nextGaussian()));
                        recorder.request("request " + request).ended(failure, nanos, nanos);
                    }
                    recorder.ended(failure, 20_000_000);
                }
            }
        }
    }

    private static long sizes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(RehearsalTest::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadTest loadTest() {
        var lasting = Duration.ofSeconds(SECONDS);
        var names = IntStream.range(0, TEST_CASES)
                .mapToObj(number -> "case " + number)
                .toList();
        return new LoadTest(
                "rehearsal",
                URI.create("http://localhost"),
                names.stream().map(name -> new TestCase(name, () -> load -> {})).toList(),
                List.of(new Phase(
                        "steady",
                        Phase.Kind.STEADY,
                        lasting,
                        names.stream()
                                .collect(Collectors.toMap(Function.identity(), name -> Runs.even(PLANNED, lasting))))),
                List.of(),
                1,
                Runs.PATIENT);
    }
}
