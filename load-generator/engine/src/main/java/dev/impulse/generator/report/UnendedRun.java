package dev.impulse.generator.report;

import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.judge.RankedTimes;
import dev.impulse.generator.log.LoggedSeries;
import dev.impulse.generator.report.RunState.GivenUp;
import dev.impulse.generator.report.RunState.Running;
import dev.impulse.generator.report.RunState.Starting;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run without a result, because it goes on, or because it was killed: how far it came, and what its histograms say.
///
/// @param goesOn whether the process that writes lives
public record UnendedRun(
        Path folder, RunState state, long process, Instant at, boolean goesOn, List<LoggedSeries> log) {

    /// Reads it from its folder.
    ///
    /// @return null when there is a result, when the run could not begin, or when no run has written there
    /// @throws IOException when the folder cannot be read
    public static @Nullable UnendedRun in(Path folder) throws IOException {
        boolean goesOn = ResultFolder.isTaken(folder);
        var said = RunJson.read(folder);
        if (said == null
                || said.state() instanceof GivenUp
                || Files.exists(folder.resolve(ResultFile.RESULT.fileName()))) {
            return null;
        }
        return new UnendedRun(
                folder,
                said.state(),
                said.process(),
                said.at(),
                goesOn,
                LoggedSeries.of(folder.resolve(RunFolder.HISTOGRAMS)));
    }

    /// All that is known of it, for people. Nothing of it is judged.
    public String text(Colours colours) {
        var lines = new ArrayList<String>();
        lines.add(colours.yellow("? no result") + "   "
                + (goesOn
                        ? "the run goes on, in process " + process
                        : "the run was killed or crashed: process " + process + " ended without writing one"));
        lines.add("  " + reached());
        var phases = log.stream()
                .collect(Collectors.groupingBy(LoggedSeries::phase, LinkedHashMap::new, Collectors.toList()));
        phases.forEach((phase, series) -> lines.add("  " + written(phase, series)));
        if (phases.isEmpty()) {
            lines.add("  no histograms were written");
        } else {
            lines.add("");
            lines.addAll(table(phases));
            lines.add("");
            lines.add("histograms  " + folder.resolve(RunFolder.HISTOGRAMS));
        }
        return String.join("\n", lines) + "\n";
    }

    private String reached() {
        return switch (state) {
            case Running running ->
                running.loadTest() + ": " + Figures.length(running.reached().truncatedTo(ChronoUnit.SECONDS))
                        + " of the " + Figures.length(running.of()) + " of " + running.phase() + " were over at "
                        + moment(at);
            case Starting(), GivenUp(var _) -> "no phase had begun at " + moment(at);
        };
    }

    private static String written(String phase, List<LoggedSeries> series) {
        return Figures.length(lasted(series)) + " of " + phase + " were written, until "
                + moment(series.stream()
                        .map(LoggedSeries::to)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH));
    }

    private static Duration lasted(List<LoggedSeries> series) {
        var from =
                series.stream().map(LoggedSeries::from).min(Instant::compareTo).orElse(Instant.EPOCH);
        var to = series.stream().map(LoggedSeries::to).max(Instant::compareTo).orElse(Instant.EPOCH);
        return Duration.ofSeconds(Math.round(Duration.between(from, to).toMillis() / 1e3));
    }

    private static List<String> table(Map<String, List<LoggedSeries>> phases) {
        var table = new Table();
        table.row("", List.of("ended/s", "p50", "p90", "p99", "p99.9", "max", "errors"));
        phases.forEach((phase, all) -> {
            table.row(phase, List.of());
            for (var series : all) {
                if (isTheTestCaseItself(series, all)) {
                    continue;
                }
                boolean triggers = series.request().isEmpty();
                table.row(
                        (triggers ? "  " + series.testCase() : "    " + series.request()),
                        cells(series, lasted(all).toSeconds()));
            }
        });
        return table.lines();
    }

    /// A test case that is one request under the same name needs one row.
    private static boolean isTheTestCaseItself(LoggedSeries series, List<LoggedSeries> all) {
        return series.request().equals(series.testCase())
                && all.stream()
                                .filter(other -> other.testCase().equals(series.testCase()))
                                .count()
                        == 2;
    }

    private static List<String> cells(LoggedSeries series, long seconds) {
        var times = times(series);
        long errors = 0;
        for (var kind : ErrorKind.values()) {
            errors += series.failed(kind).getTotalCount();
        }
        var cells = new ArrayList<String>();
        cells.add(String.format(Locale.ROOT, "%,.1f", (double) series.ended().getTotalCount() / Math.max(1, seconds)));
        for (long time : List.of(times.p50(), times.p90(), times.p99(), times.p999(), times.max())) {
            cells.add(FigureRows.time(times, time));
        }
        cells.add(Figures.count(errors));
        return cells;
    }

    private static Times times(LoggedSeries series) {
        var measured = series.ended().copy();
        long endless = 0;
        long atLeast = Long.MAX_VALUE;
        for (var kind : List.of(ErrorKind.CONNECT_TIMEOUT, ErrorKind.REQUEST_TIMEOUT, ErrorKind.NOT_STARTED)) {
            var gaveUp = series.failed(kind);
            if (gaveUp.getTotalCount() > 0) {
                endless += gaveUp.getTotalCount();
                atLeast = Math.min(atLeast, gaveUp.getMinValue());
                if (kind != ErrorKind.NOT_STARTED) {
                    measured.subtract(gaveUp);
                }
            }
        }
        return new RankedTimes(measured, endless, Duration.ofNanos(endless == 0 ? 0 : atLeast)).figures();
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
