package dev.impulse.generator.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.LoggedInterval;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log of recorders that are fed by hand, a second after the other.
class IntervalLogTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T10:12:07Z");
    private static final int PATIENCE = 10;

    @TempDir
    Path folder;

    private record Line(long from, long to, String tag, long count) {}

    @Test
    void whatAllLoopsRecordedInASecondIsOneLine() throws Exception {
        var log = log(1, 1000);
        var loops = List.of(recorder(log), recorder(log));
        for (int second = 0; second < 3; second++) {
            for (var loop : loops) {
                loop.of(0, 0).ended(null, 1_000_000);
                loop.endInterval(second);
            }
        }
        log.end();
        assertThat(lines("steady/case-0.hlog"))
                .containsExactly(new Line(0, 1, "", 2), new Line(1, 2, "", 2), new Line(2, 3, "", 2));
    }

    @Test
    void aSecondIsWrittenWhenTheNextOneIsOver() throws Exception {
        var log = log(1, 1000);
        var loop = recorder(log);
        loop.of(0, 0).ended(null, 1_000_000);
        loop.endInterval(0);
        log.ended(0);
        assertThat(folder.resolve("steady")).doesNotExist();
        log.ended(1);
        assertThat(lines("steady/case-0.hlog")).containsExactly(new Line(0, 1, "", 1));
        assertThat(log.writtenUntil()).isEqualTo(1);
    }

    @Test
    void aLoopThatDeliversLateHasALineOfItsOwn() throws Exception {
        var log = log(1, 1000);
        var late = recorder(log);
        var punctual = recorder(log);
        late.of(0, 0).ended(null, 1_000_000);
        for (int second = 0; second < 4; second++) {
            punctual.of(0, 0).ended(null, 1_000_000);
            punctual.endInterval(second);
        }
        late.endInterval(0);
        log.end();
        assertThat(lines("steady/case-0.hlog"))
                .containsExactlyInAnyOrder(
                        new Line(0, 1, "", 1),
                        new Line(0, 1, "", 1),
                        new Line(1, 2, "", 1),
                        new Line(2, 3, "", 1),
                        new Line(3, 4, "", 1));
    }

    @Test
    void whatFailedIsAmongAllThatEndedAndByItselfAndWhatWasNotStartedIsNot() throws Exception {
        var log = log(1, 1000);
        var loop = recorder(log);
        loop.of(0, 0).ended(null, 1_000_000);
        loop.of(0, 0).ended(ErrorKind.REQUEST_TIMEOUT, 10_000_000_000L);
        loop.of(0, 0).notStarted(10_000_000_000L);
        loop.endInterval(0);
        log.end();
        assertThat(lines("steady/case-0.hlog"))
                .containsExactly(
                        new Line(0, 1, "", 2),
                        new Line(0, 1, "failed/request_timeout", 1),
                        new Line(0, 1, "not_started", 1));
    }

    @Test
    void namesOfAllSortsHaveFilesOfTheirOwnBelowTheFolder() throws Exception {
        var names = List.of(
                "GET /products/{}",
                "get /products/{}",
                "../../etc/passwd",
                "..",
                ".",
                "",
                "支払い",
                "Zahlung bestätigen",
                "a".repeat(200),
                "a".repeat(200) + "b",
                "con: \"a\\b\"\n\t,|*?",
                "other requests",
                "-",
                "pay.hlog",
                "pay\u0000",
                "pay");
        var log = log(1, 1000);
        var loop = recorder(log);
        for (var name : names) {
            loop.of(0, 0).request(name).ended(null, 1_000_000, 900_000);
        }
        loop.of(0, 0).ended(null, 1_000_000);
        loop.endInterval(0);
        log.end();
        assertThat(log.failure()).isNull();
        var files = names.stream().map(name -> log.file(0, 0, name)).toList();
        assertThat(files.stream().map(String::toLowerCase))
                .doesNotHaveDuplicates()
                .allMatch(file -> file.matches("steady/case-0/[a-z0-9_-]{1,84}[.]hlog"));
        assertThat(files).contains("steady/case-0/GET-products.hlog", "steady/case-0/Zahlung-bestatigen.hlog");
        for (var file : files) {
            assertThat(lines(file)).containsExactly(new Line(0, 1, "", 1), new Line(0, 1, "service", 1));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(names.size() + 1);
        }
        assertThat(LoggedSeries.of(folder).stream().map(LoggedSeries::request))
                .contains("GET /products/{}", "支払い", "../../etc/passwd", "con: \"a\\b\"  ,|*?");
    }

    @Test
    void beyondManyRequestsTheOthersShareAFile() throws Exception {
        var log = log(1, 3);
        var loop = recorder(log);
        for (int request = 0; request < 10; request++) {
            loop.of(0, 0).request("request " + request).ended(null, 1_000_000, 900_000);
        }
        loop.endInterval(0);
        log.end();
        assertThat(log.file(0, 0, "request 2")).isEqualTo("steady/case-0/request-2.hlog");
        assertThat(log.file(0, 0, "request 3"))
                .isEqualTo(log.file(0, 0, "request 9"))
                .isEqualTo("steady/case-0/other-requests.hlog");
        assertThat(lines("steady/case-0/other-requests.hlog"))
                .containsExactly(new Line(0, 1, "", 7), new Line(0, 1, "service", 7));
    }

    @Test
    void noDescriptorIsHeldBetweenWrites() throws Exception {
        var log = log(1, 5000);
        var loop = recorder(log);
        for (int request = 0; request < 2000; request++) {
            loop.of(0, 0).request("request " + request).ended(null, 1_000_000, 900_000);
        }
        loop.endInterval(0);
        log.ended(2);
        assertThat(log.file(0, 0, "request 1999")).isEqualTo("steady/case-0/request-1999.hlog");
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.filter(descriptor -> isBelow(descriptor, folder))).isEmpty();
        }
    }

    private static boolean isBelow(Path descriptor, Path folder) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void intervalsWidenWhereAnHourWouldTakeMoreThanItMayAndStayWithinIt() throws Exception {
        int hours = 2;
        long bytesAnHour = 400_000;
        var log = log(hours * 3600, bytesAnHour, 1000);
        var loop = recorder(log);
        var random = new Random(7);
        var sizes = new ArrayList<Long>();
        for (int second = 0; second < hours * 3600; second++) {
            for (int request = 0; request < 4; request++) {
                long nanos = (long) (20e6 * Math.exp(random.nextGaussian()));
                loop.of(0, 0).request("request " + request).ended(null, nanos, nanos);
            }
            loop.endInterval(second);
            if (second % 3600 == 3599) {
                sizes.add(log.bytes());
            }
        }
        log.end();
        assertThat(sizes.get(0)).isBetween(bytesAnHour / 4, bytesAnHour);
        assertThat(sizes.get(1) - sizes.get(0)).isBetween(bytesAnHour / 4, bytesAnHour);
        assertThat(log.intervals()).hasSizeGreaterThan(1);
        assertThat(log.intervals().get(0)).isEqualTo(new LoggedInterval(Duration.ZERO, Duration.ofSeconds(1)));
        assertThat(log.intervals().get(1).from().toSeconds()).isBetween(10L, 13L);
        var last = log.intervals().getLast();
        var lines = lines("steady/case-0/request-0.hlog");
        assertThat(lines.stream()
                        .filter(line -> line.tag().isEmpty())
                        .mapToLong(Line::count)
                        .sum())
                .isEqualTo(hours * 3600L);
        assertThat(lines.subList(lines.size() - 8, lines.size() - 2))
                .allMatch(line -> line.to() - line.from() == last.width().toSeconds());
    }

    @Test
    void intervalsStayASecondWhereThereIsRoom() throws Exception {
        var log = log(600, 1000);
        var loop = recorder(log);
        for (int second = 0; second < 600; second++) {
            loop.of(0, 0).ended(null, 1_000_000);
            loop.endInterval(second);
        }
        log.end();
        assertThat(log.intervals()).hasSize(1);
        assertThat(lines("steady/case-0.hlog")).hasSize(600);
    }

    @Test
    void whatDoesNotFitOntoTheDiskLeavesWholeLines() throws Exception {
        var log = log(1, 1000);
        var loop = recorder(log);
        loop.of(0, 0).ended(null, 1_000_000);
        loop.endInterval(0);
        log.ended(1);
        var file = folder.resolve("steady/case-0.hlog");
        long size = Files.size(file);
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        for (int second = 1; second < PATIENCE; second++) {
            loop.of(0, 0).ended(null, 1_000_000);
            loop.endInterval(second);
        }
        log.end();
        assertThat(log.failure()).contains("case-0.hlog: No space left on device");
        assertThat(log.bytes()).isEqualTo(size);
    }

    @Test
    void aLineThatWasBegunWhenTheProcessWasKilledIsLeftOut() throws Exception {
        var log = log(1, 1000);
        var loop = recorder(log);
        for (int second = 0; second < 3; second++) {
            loop.of(0, 0).ended(null, 1_000_000);
            loop.endInterval(second);
        }
        log.end();
        try (var torn =
                new RandomAccessFile(folder.resolve("steady/case-0.hlog").toFile(), "rw")) {
            torn.setLength(torn.length() - 20);
        }
        var series = LoggedSeries.of(folder);
        assertThat(series).hasSize(1);
        assertThat(series.getFirst().ended().getTotalCount()).isEqualTo(2);
        assertThat(series.getFirst().to()).isEqualTo(BEGAN.plusSeconds(2));
    }

    private IntervalLog log(int seconds, int mostRequests) throws IOException {
        return log(seconds, IntervalLog.BYTES_AN_HOUR, mostRequests);
    }

    private IntervalLog log(int seconds, long bytesAnHour, int mostRequests) throws IOException {
        var log = new IntervalLog(test(seconds), folder, bytesAnHour, mostRequests);
        log.began(BEGAN);
        return log;
    }

    private static LoadTest test(int seconds) {
        var lasting = Duration.ofSeconds(seconds);
        return new LoadTest(
                "shop",
                URI.create("http://localhost"),
                IntStream.range(0, 1)
                        .mapToObj(number -> new TestCase("case " + number, () -> load -> {}))
                        .toList(),
                List.of(new Phase("steady", Phase.Kind.STEADY, lasting, Map.of("case 0", Runs.even(1, lasting)))),
                List.of(),
                1,
                Runs.PATIENT);
    }

    private static LoopRecorder recorder(IntervalLog log) {
        return new LoopRecorder(1, 1, log::add);
    }

    private List<Line> lines(String file) throws IOException {
        var lines = new ArrayList<Line>();
        try (var reader = new HistogramLogReader(folder.resolve(file).toFile())) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                    lines.add(new Line(
                            (histogram.getStartTimeStamp() - BEGAN.toEpochMilli()) / 1000,
                            (histogram.getEndTimeStamp() - BEGAN.toEpochMilli()) / 1000,
                            histogram.getTag() == null ? "" : histogram.getTag(),
                            histogram.getTotalCount()));
                }
            }
        }
        return lines;
    }
}
