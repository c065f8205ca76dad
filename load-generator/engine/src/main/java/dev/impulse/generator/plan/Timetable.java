package dev.impulse.generator.plan;

import java.util.BitSet;
import java.util.List;

/// When each trigger of one test case is due: a pure function of the phases, the seed and the trigger's number k, which
/// runs from 0 over all phases. Immutable; any thread. Phases with a closed demand, or none, have no due times here.
///
/// N runs on over the phases; a trigger that falls on the boundary of two phases belongs to the later one. Even
/// triggers are due where N is a whole number, to the nearest nanosecond; Poisson triggers at the points of a process
/// that the seed and the test case's name choose.
public interface Timetable {

    /// How many slots divide the triggers: k mod 1,024.
    int SLOTS = 1024;

    /// The timetable of one test case.
    ///
    /// @param testCase the name under which the phases ask for it
    /// @param seed chooses the points of Poisson arrivals; even ones do not depend on it
    static Timetable of(List<Phase> phases, String testCase, long seed) {
        return PhasedTimetable.of(phases, testCase, seed);
    }

    /// How many triggers are due in a phase, over all slots.
    long planned(int phase);

    /// How many triggers are due in a phase before a moment, over all slots. Of Poisson arrivals they are counted one
    /// by one: some 15 ns for each.
    ///
    /// @param nanos since the load test's begin
    long plannedBefore(int phase, long nanos);

    /// How many triggers are due in a phase in the given slots.
    long planned(int phase, BitSet slots);

    /// Reads the due times of the triggers of the given slots, in order, from the first phase on.
    Cursor cursor(BitSet slots);

    /// Likewise, from the first trigger on whose number is `from` or higher: for slots that are taken over.
    default Cursor cursor(BitSet slots, long from) {
        var cursor = cursor(slots);
        while (cursor.dueNanos() != Long.MAX_VALUE && cursor.number() < from) {
            cursor.advance();
        }
        return cursor;
    }

    /// A place in the timetable. For one thread. No allocation after it was made.
    interface Cursor {
        /// When the trigger is due, in nanoseconds since the load test's begin; [Long#MAX_VALUE] after the last, when
        /// the number and the phase mean nothing.
        long dueNanos();

        /// The trigger's number k.
        long number();

        /// The index of the phase in which it is due.
        int phase();

        /// Goes to the next.
        void advance();
    }
}
