package dev.impulse.generator.plan;

import java.util.BitSet;

/// When each trigger of one test case is due: a pure function of the phases, the seed and the trigger's number k, which runs from
/// 0 over all phases. Immutable; any thread. Phases with a closed demand, or none, have no due times here.
public interface Timetable {

    /// How many slots divide the triggers: k mod 1,024.
    int SLOTS = 1024;

    /// How many triggers are due in a phase, over all slots.
    long planned(int phase);

    /// How many triggers are due in a phase in the given slots.
    long planned(int phase, BitSet slots);

    /// Reads the due times of the triggers of the given slots, in order, from the first phase on.
    Cursor cursor(BitSet slots);

    /// A place in the timetable. For one thread. No allocation after it was made.
    interface Cursor {
        /// When the trigger is due, in nanoseconds since the load test's begin; [Long#MAX_VALUE] after the last.
        long dueNanos();

        /// The trigger's number k.
        long number();

        /// The index of the phase in which it is due.
        int phase();

        /// Goes to the next.
        void advance();
    }
}
