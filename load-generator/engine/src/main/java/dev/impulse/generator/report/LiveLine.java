package dev.impulse.generator.report;

import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.judge.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The line that is shown while a load test runs:
///
/// `steady  █████████████░░░░░░░  21 s of 30 s   200 of 200 tps   p50 1.2 ms  p99 4.8 ms   0 errors   3 in flight
/// late 0.03 ms`
public final class LiveLine {

    private static final int BAR = 25;

    /// A piece of the line. What matters least goes first where there is no room.
    private record Piece(String text, int rank) {}

    private LiveLine() {}

    /// @param width how many characters there are; the line is never longer
    public static String text(Progress progress, int width) {
        var pieces = pieces(progress);
        while (pieces.size() > 1 && line(pieces).length() > width) {
            int least = 0;
            for (int i = 1; i < pieces.size(); i++) {
                if (pieces.get(i).rank() < pieces.get(least).rank()) {
                    least = i;
                }
            }
            pieces.remove(least);
        }
        String line = line(pieces);
        return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
    }

    private static List<Piece> pieces(Progress progress) {
        var lasting = progress.phase().lasting();
        var elapsed = progress.elapsed().compareTo(lasting) > 0 ? lasting : progress.elapsed();
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(progress.phase().name(), 9));
        pieces.add(new Piece(bar(elapsed, lasting), 1));
        pieces.add(new Piece(whole(elapsed, lasting) + " of " + Figures.length(lasting), 7));
        String started = Figures.rate(Math.rint(progress.startedTps() * 10) / 10);
        pieces.add(new Piece(
                progress.askedTps() > 0
                        ? started + " of " + Figures.rate(progress.askedTps()) + " tps"
                        : started + " tps",
                8));
        pieces.add(new Piece("p50 " + Figures.time(progress.p50Nanos()), 3));
        pieces.add(new Piece("p99 " + Figures.time(progress.p99Nanos()), 5));
        pieces.add(new Piece(Figures.count(progress.errors()) + (progress.errors() == 1 ? " error" : " errors"), 6));
        pieces.add(new Piece(Figures.count(progress.inFlight()) + " in flight", 2));
        if (progress.waiting() > 0) {
            pieces.add(new Piece(Figures.count(progress.waiting()) + " waiting", 4));
        }
        pieces.add(new Piece("late " + Figures.time(progress.latenessP99Nanos()), 0));
        return pieces;
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
