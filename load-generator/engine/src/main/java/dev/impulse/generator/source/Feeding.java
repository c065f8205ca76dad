package dev.impulse.generator.source;

import dev.impulse.generator.Feeder;
import dev.impulse.generator.Feeder.WhenDry;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The feeders of a load test that runs. Their files were looked at when it was made. [#of] is for any thread, [#end]
/// for the one that runs the phases.
public final class Feeding {
    private final List<String> testCases;
    private final long seed;
    private final List<Map<String, Share>> shares = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Share> foreseen = new HashSet<>();
    private @Nullable End earliest;

    /// One without feeders.
    public static Feeding none() {
        return new Feeding(List.of(), List.of(), 0);
    }

    /// The moment at which a load test ends since a feeder has run dry.
    ///
    /// @param sinceBeginNanos of the first trigger for which there would be no row
    /// @param why for people
    public record End(long sinceBeginNanos, String why) {}

    /// @throws BrokenRows when a file cannot be used
    /// @throws IllegalArgumentException when a feeder is for a test case that there is not
    public Feeding(List<Feeder> feeders, List<String> testCases, long seed) {
        this.testCases = List.copyOf(testCases);
        this.seed = seed;
        testCases.forEach(testCase -> shares.add(new HashMap<>()));
        if (!feeders.isEmpty()) {
            Columns.prepare();
        }
        for (Feeder feeder : feeders) {
            if (!names.add(feeder.name())) {
                throw new IllegalArgumentException(feeder.name() + ": a second feeder of that name (expected: one)");
            }
            RowFile file = RowFile.open(feeder.file());
            List<String> among = feeder.testCases().isEmpty() ? this.testCases : feeder.testCases();
            for (int place = 0; place < among.size(); place++) {
                share(feeder, file, place, among);
            }
        }
    }

    private void share(Feeder feeder, RowFile file, int place, List<String> among) {
        String testCase = among.get(place);
        int index = testCases.indexOf(testCase);
        if (index < 0) {
            throw new IllegalArgumentException(
                    feeder.name() + ": for " + testCase + " (expected: one of " + String.join(", ", testCases) + ")");
        }
        long mixed = seed ^ testCase.hashCode() * 0x9E3779B97F4A7C15L;
        shares.get(index).put(feeder.name(), new Share(feeder, file, place, among.size(), mixed));
    }

    /// What a test case gets.
    ///
    /// @param testCase its place in the load test
    public Feeds of(int testCase) {
        return names.isEmpty() ? Feeds.NONE : new Feeds(shares.get(testCase), names);
    }

    /// When the load test ends because a feeder that is in use, and is to stop it, has no more rows; null when it does
    /// not. Before the first trigger that would get none, where the plan says when that is due.
    ///
    /// @param nowNanos since the first phase began
    public @Nullable End end(List<Phase> phases, long nowNanos) {
        for (int testCase = 0; testCase < testCases.size(); testCase++) {
            for (Share share : shares.get(testCase).values()) {
                boolean stops = share.feeder().whenDry() == WhenDry.STOP;
                if (stops && share.isUsed() && foreseen.add(share)) {
                    endBy(due(share, testCases.get(testCase), phases), share, testCase);
                }
                if (stops && share.isDry()) {
                    endBy(nowNanos, share, testCase);
                }
            }
        }
        return earliest;
    }

    private void endBy(long nanos, Share share, int testCase) {
        if (nanos < Long.MAX_VALUE && (earliest == null || nanos < earliest.sinceBeginNanos())) {
            earliest = new End(nanos, why(share, testCases.get(testCase)));
        }
    }

    private long due(Share share, String testCase, List<Phase> phases) {
        long first = share.firstDry();
        if (first == Long.MAX_VALUE) {
            return first;
        }
        BitSet slots = new BitSet(Timetable.SLOTS);
        slots.set(0, Timetable.SLOTS);
        return Timetable.of(phases, testCase, seed).cursor(slots, first).dueNanos();
    }

    private static String why(Share share, String testCase) {
        return "the feeder " + share.feeder().name() + " had rows for " + String.format("%,d", share.firstDry())
                + " triggers of " + testCase;
    }
}
