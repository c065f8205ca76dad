package dev.impulse.generator.report;

import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.judge.Figures;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The line that is shown while a load test runs:
///
/// `warm-up  ████████████░░░░░░░░░░░░░  5 s of 10 s   27 of 28 tps (5→50)   p50 1.2 ms  p99 4.8 ms   0 errors
/// 3 in flight   late 0.03 ms   then steady 20 s, peak 20 s`
public final class LiveLine {

    private static final int BAR = 25;

    /// So many phases to come are named.
    private static final int NAMED = 3;

    /// A piece of the line. What matters least gives way first where there is no room: to its next form, where it has
    /// one.
    private record Piece(List<Form> forms) {
        Piece(String text, int rank) {
            this(List.of(new Form(text, rank)));
        }

        String text() {
            return forms.getFirst().text();
        }

        int rank() {
            return forms.getFirst().rank();
        }

        Piece shorter() {
            return new Piece(forms.subList(1, forms.size()));
        }
    }

    private record Form(String text, int rank) {}

    private LiveLine() {}

    /// The line while nothing is done to what surrounds it.
    public static String text(Progress progress, List<Phase> phases, int width) {
        return text(progress, phases, List.of(), width);
    }

    /// @param phases all of the load test's
    /// @param happening what is being done now to what surrounds it
    /// @param width how many characters there are; the line is never longer
    public static String text(Progress progress, List<Phase> phases, List<String> happening, int width) {
        var pieces = pieces(progress, phases, happening);
        while (pieces.size() > 1 && line(pieces).length() > width) {
            shorten(pieces);
        }
        String line = line(pieces);
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    private static void shorten(List<Piece> pieces) {
        int least = 1;
        for (int i = 2; i < pieces.size(); i++) {
            if (pieces.get(i).rank() < pieces.get(least).rank()) {
                least = i;
            }
        }
        var piece = pieces.remove(least);
        if (piece.forms().size() > 1) {
            pieces.add(least, piece.shorter());
        }
    }

    private static List<Piece> pieces(Progress progress, List<Phase> phases, List<String> happening) {
        var lasting = progress.phase().lasting();
        var elapsed = progress.elapsed().compareTo(lasting) > 0 ? lasting : progress.elapsed();
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(progress.phase().name(), 12));
        pieces.add(new Piece(bar(elapsed, lasting), 1));
        pieces.add(new Piece(whole(elapsed, lasting) + " of " + Figures.length(lasting), 10));
        if (!happening.isEmpty()) {
            pieces.add(new Piece("while " + String.join(", ", happening), 11));
        }
        pieces.add(rate(progress));
        pieces.add(new Piece("p50 " + Figures.time(progress.p50Nanos()), 4));
        pieces.add(new Piece("p99 " + Figures.time(progress.p99Nanos()), 8));
        pieces.add(new Piece(Figures.count(progress.errors()) + (progress.errors() == 1 ? " error" : " errors"), 9));
        pieces.add(new Piece(Figures.count(progress.inFlight()) + " in flight", 2));
        if (progress.waiting() > 0) {
            pieces.add(new Piece(Figures.count(progress.waiting()) + " waiting", 6));
        }
        pieces.add(new Piece("late " + Figures.time(progress.latenessP99Nanos()), 0));
        var coming = phases.subList(Math.min(progress.phaseIndex() + 1, phases.size()), phases.size());
        if (!coming.isEmpty()) {
            pieces.add(coming(coming));
        }
        return pieces;
    }

    /// What is started, what the plan asks for, and in a phase that ends at another rate than it begins with, both.
    private static Piece rate(Progress progress) {
        String started = Figures.rate(Math.rint(progress.startedTps() * 10) / 10);
        if (progress.askedTps() <= 0) {
            return new Piece(started + " tps", 11);
        }
        String text = started + " of " + Figures.rate(progress.askedTps()) + " tps";
        double begin = askedTps(progress.phase(), 0);
        double end = askedTps(progress.phase(), progress.phase().lasting().toNanos() / 1e9);
        return begin == end
                ? new Piece(text, 11)
                : new Piece(List.of(
                        new Form(text + " (" + Figures.rate(begin) + "→" + Figures.rate(end) + ")", 7),
                        new Form(text, 11)));
    }

    private static double askedTps(Phase phase, double seconds) {
        return phase.demands().values().stream()
                .mapToDouble(demand ->
                        demand instanceof Demand.Open open ? open.shape().rateAt(seconds) : 0)
                .sum();
    }

    private static Piece coming(List<Phase> coming) {
        int named = coming.size() > NAMED ? NAMED - 1 : coming.size();
        var all = coming.stream()
                .limit(named)
                .map(phase -> phase.name() + " " + Figures.length(phase.lasting()))
                .collect(Collectors.joining(", "));
        String rest = named < coming.size() ? ", " + (coming.size() - named) + " more" : "";
        var next = coming.getFirst();
        return new Piece(List.of(
                new Form("then " + all + rest, 3),
                new Form("then " + next.name() + " " + Figures.length(next.lasting()), 3),
                new Form("then " + next.name(), 5)));
    }

    private static String bar(Duration elapsed, Duration lasting) {
        int done = (int) (BAR * (elapsed.toNanos() / (double) lasting.toNanos()));
        return "█".repeat(done) + "░".repeat(BAR - done);
    }

    /// Whole seconds, so that the line does not flicker; of short phases, milliseconds.
    private static String whole(Duration elapsed, Duration lasting) {
        if (lasting.compareTo(Duration.ofSeconds(1)) < 0) {
            return Figures.length(Duration.ofMillis(elapsed.toMillis()));
        }
        return elapsed.toSeconds() == 0 ? "0 s" : Figures.length(Duration.ofSeconds(elapsed.toSeconds()));
    }

    /// The percentiles stand nearer to one another, and the bar to the phase.
    private static String line(List<Piece> pieces) {
        var line = new StringBuilder(pieces.getFirst().text());
        for (int i = 1; i < pieces.size(); i++) {
            boolean near = i == 1
                    || pieces.get(i - 1).rank() == 1
                    || pieces.get(i).text().startsWith("p99")
                            && pieces.get(i - 1).text().startsWith("p50");
            line.append(near ? "  " : "   ").append(pieces.get(i).text());
        }
        return line.toString();
    }
}
