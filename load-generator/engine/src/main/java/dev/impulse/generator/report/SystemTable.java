package dev.impulse.generator.report;

import dev.impulse.generator.Figure;
import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Figures;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The small table of what the system under test used over the whole run, warm-ups included.
///
/// @param figures those that were read, a column each
record SystemTable(List<Figure> figures) {
    private static final List<String> SHOWN = List.of("cpu", "rss", "threads", "open files", "heap", "gc");

    static SystemTable of(Result result) {
        return new SystemTable(SHOWN.stream()
                .flatMap(name -> result.testimony().figures().stream().filter(figure -> isWhole(figure, name)))
                .filter(figure -> figure.all().findAny().isPresent())
                .toList());
    }

    private static boolean isWhole(Figure figure, String name) {
        return figure.of().equals(Figure.SYSTEM)
                && figure.name().equals(name)
                && figure.part().isEmpty();
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    List<String> headings() {
        return figures.stream().map(Figure::name).toList();
    }

    List<String> highest() {
        return cells(DoubleSummaryStatistics::getMax);
    }

    List<String> means() {
        return cells(DoubleSummaryStatistics::getAverage);
    }

    private List<String> cells(ToDoubleFunction<DoubleSummaryStatistics> statistic) {
        return figures.stream()
                .map(figure ->
                        Figures.value(statistic.applyAsDouble(figure.all().summaryStatistics()), figure.unit()))
                .toList();
    }
}
