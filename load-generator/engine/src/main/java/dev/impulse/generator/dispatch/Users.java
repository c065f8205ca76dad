package dev.impulse.generator.dispatch;

import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import java.util.List;

/// The users of closed phases that one loop plays: each loop's share, and the numbers of their triggers. Loop's thread
/// only.
public final class Users {
    private final int[][] byPhase;
    private final long[] next;
    private final int stride;

    /// @param timetables of the test cases: their open phases' triggers have the first numbers
    /// @param loop which of the loops this is, from 0
    public Users(List<Phase> phases, List<String> testCases, List<Timetable> timetables, int loop, int loops) {
        byPhase = new int[phases.size()][testCases.size()];
        next = new long[testCases.size()];
        stride = loops;
        for (int testCase = 0; testCase < testCases.size(); testCase++) {
            next[testCase] = loop;
            for (int phase = 0; phase < phases.size(); phase++) {
                next[testCase] += timetables.get(testCase).planned(phase);
                if (phases.get(phase).demands().get(testCases.get(testCase)) instanceof Demand.Closed(int users)) {
                    byPhase[phase][testCase] = users / loops + (loop < users % loops ? 1 : 0);
                }
            }
        }
    }

    int of(int phase, int testCase) {
        return byPhase[phase][testCase];
    }

    /// Numbers of a closed model are taken as users come to them, from those of this loop.
    long nextNumber(int testCase) {
        long number = next[testCase];
        next[testCase] += stride;
        return number;
    }
}
