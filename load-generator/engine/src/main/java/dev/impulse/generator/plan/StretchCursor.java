package dev.impulse.generator.plan;

import java.util.BitSet;

/// Walks the triggers of some slots through the stretches. For one thread.
final class StretchCursor implements Timetable.Cursor {

    private final Stretch[] stretches;
    private final PoissonProcess process;
    /// By k mod 1,024: how far the next trigger of the slots is.
    private final int[] strides;

    private int current;
    private long number;
    private long dueNanos;

    StretchCursor(Stretch[] stretches, PoissonProcess process, BitSet slots, long from) {
        this.stretches = stretches;
        this.process = process;
        this.strides = strides(slots);
        this.current = -1;
        if (from < 0 || slots.length() > Timetable.SLOTS) {
            throw new IllegalArgumentException("from " + from + ", slots up to " + (slots.length() - 1)
                    + " (expected: from 0 or more, slots up to " + (Timetable.SLOTS - 1) + ")");
        }
        this.number = slots.get((int) (from % Timetable.SLOTS)) ? from : from + strides[(int) (from % Timetable.SLOTS)];
        if (slots.isEmpty()) {
            this.dueNanos = Long.MAX_VALUE;
        } else {
            enterStretch();
        }
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int phase() {
        return stretches[current].phase();
    }

    @Override
    public void advance() {
        if (dueNanos == Long.MAX_VALUE) {
            return;
        }
        number += strides[(int) number & (Timetable.SLOTS - 1)];
        if (number < stretches[current].end()) {
            dueNanos = due(stretches[current]);
        } else {
            enterStretch();
        }
    }

    private void enterStretch() {
        do {
            current++;
        } while (current < stretches.length && number >= stretches[current].end());
        if (current == stretches.length) {
            current = Math.max(0, current - 1);
            dueNanos = Long.MAX_VALUE;
            return;
        }
        if (stretches[current].arrivals() == Arrivals.POISSON) {
            process.startAt(stretches[current].begin());
        }
        dueNanos = due(stretches[current]);
    }

    private long due(Stretch stretch) {
        return stretch.dueNanos(
                switch (stretch.arrivals()) {
                    case EVEN -> stretch.evenCount(number);
                    case POISSON -> process.point(number - stretch.first());
                });
    }

    private static int[] strides(BitSet slots) {
        var strides = new int[Timetable.SLOTS];
        int first = slots.nextSetBit(0);
        int next = first + Timetable.SLOTS;
        for (int slot = Timetable.SLOTS - 1; slot >= 0; slot--) {
            strides[slot] = next - slot;
            if (slots.get(slot)) {
                next = slot;
            }
        }
        return strides;
    }
}
