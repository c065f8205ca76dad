package dev.impulse.generator.plan;

import java.util.BitSet;

/// The open demand of one phase, in its place on the axis of time and on that of N, with the numbers of its triggers.
///
/// @param first the number of its first trigger
/// @param end the number after its last
record Stretch(
        int phase,
        long beginNanos,
        long lastingNanos,
        Shape shape,
        Arrivals arrivals,
        Mark begin,
        long first,
        long end) {

    /// When N, counted from the stretch's begin, reaches a count. Always inside the phase: where rounding would put a
    /// trigger of this phase onto its end, it is due in the last nanosecond.
    long dueNanos(double count) {
        long nanos = Math.round(shape.reached(count) * 1e9);
        return beginNanos + Math.clamp(nanos, 0, lastingNanos - 1);
    }

    /// Where on N, counted from the stretch's begin, its even trigger with this number lies.
    double evenCount(long number) {
        return (begin.ceiling() - begin.whole()) + (number - first) - begin.fraction();
    }

    /// How many of its even triggers are due before a moment.
    long evenBefore(long nanos) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (dueNanos(evenCount(middle)) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - first;
    }

    /// How many of its triggers fall into slots.
    long planned(BitSet slots) {
        long count = end - first;
        long planned = count / Timetable.SLOTS * slots.cardinality();
        for (long number = end - count % Timetable.SLOTS; number < end; number++) {
            if (slots.get((int) (number % Timetable.SLOTS))) {
                planned++;
            }
        }
        return planned;
    }
}
