package dev.impulse.generator.source;

import dev.impulse.generator.plan.Timetable;
import java.util.List;

/// The triggers of one loop in the order in which they are due, over all test cases. Test cases are few: the next one
/// is found by looking at each. No allocation after it was made. Loop's thread only.
public final class Source {
    private final Timetable.Cursor[] cursors;
    private int next;

    /// @param cursors one for each test case, in the order of the test cases
    public Source(List<Timetable.Cursor> cursors) {
        this.cursors = cursors.toArray(Timetable.Cursor[]::new);
        findNext();
    }

    /// When the next trigger is due, in nanoseconds since the load test's begin; [Long#MAX_VALUE] after the last.
    public long dueNanos() {
        return cursors.length == 0 ? Long.MAX_VALUE : cursors[next].dueNanos();
    }

    /// Its test case, by its place in the load test.
    public int testCase() {
        return next;
    }

    /// Its number within its test case.
    public long number() {
        return cursors[next].number();
    }

    /// The phase in which it is due.
    public int phase() {
        return cursors[next].phase();
    }

    /// Goes to the next one.
    public void advance() {
        cursors[next].advance();
        findNext();
    }

    private void findNext() {
        for (int testCase = 0; testCase < cursors.length; testCase++) {
            if (cursors[testCase].dueNanos() < cursors[next].dueNanos()) {
                next = testCase;
            }
        }
    }
}
