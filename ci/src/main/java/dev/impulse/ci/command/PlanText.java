package dev.impulse.ci.command;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a load test would do, for people: its phases with each test case's rate and planned triggers, its gates, how
/// long it takes.
final class PlanText {
    private static final String GAP = "   ";

    private final LoadTest test;
    private final boolean seeded;
    private final Map<String, Timetable> timetables = new LinkedHashMap<>();

    private PlanText(LoadTest test, boolean seeded) {
        this.test = test;
        this.seeded = seeded;
        for (TestCase testCase : test.testCases()) {
            timetables.put(testCase.name(), Timetable.of(test.phases(), testCase.name(), test.seed()));
        }
    }

    /// @param seeded whether the seed is the load test's own; else another run makes other random choices
    static List<String> lines(LoadTest test, boolean seeded) {
        PlanText plan = new PlanText(test, seeded);
        List<String> lines = new ArrayList<>();
        lines.add("phases");
        lines.addAll(aligned(plan.phases()));
        lines.add("triggers");
        lines.addAll(aligned(plan.testCases()));
        if (test.gates().isEmpty()) {
            lines.add("no gates: a run passes when what was planned was started in time");
        } else {
            lines.add("gates");
            test.gates().stream().map(Gate::text).map(text -> "  " + text).forEach(lines::add);
        }
        Duration lasting = test.lasting();
        lines.add("lasts " + Figures.length(lasting) + ", and up to "
                + Figures.length(test.limits().grace()) + " more until what is in flight has ended");
        return lines;
    }

    /// A row for each phase and test case: the phase's name and length come once.
    private List<List<String>> phases() {
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < test.phases().size(); index++) {
            Phase phase = test.phases().get(index);
            String name = phase.name().equals(phase.kind().text())
                    ? phase.name()
                    : phase.name() + " (" + phase.kind().text() + ")";
            String length = Figures.length(phase.lasting());
            for (TestCase testCase : test.testCases()) {
                Demand demand = phase.demands().get(testCase.name());
                if (demand != null) {
                    String rate = DemandText.text(demand, phase.lasting());
                    rows.add(List.of(name, length, testCase.name(), rate, triggers(testCase.name(), index, demand)));
                    name = "";
                    length = "";
                }
            }
        }
        return rows;
    }

    private String triggers(String testCase, int phase, Demand demand) {
        return switch (demand) {
            case Demand.Open open -> {
                String count = counted(planned(testCase, phase));
                yield open.arrivals() == Arrivals.POISSON && !seeded ? "about " + count : count;
            }
            case Demand.Closed closed -> "as many as end";
        };
    }

    private List<List<String>> testCases() {
        List<List<String>> rows = new ArrayList<>();
        long all = 0;
        boolean allExact = true;
        boolean allOpen = true;
        for (TestCase testCase : test.testCases()) {
            long sum = 0;
            boolean exact = true;
            boolean open = true;
            for (int phase = 0; phase < test.phases().size(); phase++) {
                Demand demand = test.phases().get(phase).demands().get(testCase.name());
                sum += planned(testCase.name(), phase);
                exact &= seeded
                        || !(demand instanceof Demand.Open(var shape, var arrivals) && arrivals == Arrivals.POISSON);
                open &= !(demand instanceof Demand.Closed);
            }
            rows.add(List.of(testCase.name(), sum(sum, exact, open)));
            all += sum;
            allExact &= exact;
            allOpen &= open;
        }
        rows.add(List.of("all", sum(all, allExact, allOpen)));
        return rows;
    }

    private static String sum(long sum, boolean exact, boolean open) {
        return (exact ? "" : "about ") + counted(sum) + (open ? "" : ", and those of users");
    }

    private long planned(String testCase, int phase) {
        Timetable timetable = timetables.get(testCase);
        return timetable == null ? 0 : timetable.planned(phase);
    }

    private static String counted(long triggers) {
        return Figures.count(triggers) + (triggers == 1 ? " trigger" : " triggers");
    }

    /// Rows of cells, one below the other.
    static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        String[] cells = new String[row.size()];
        Arrays.setAll(
                cells,
                column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()));
        return ("  " + String.join(GAP, cells)).stripTrailing();
    }
}
