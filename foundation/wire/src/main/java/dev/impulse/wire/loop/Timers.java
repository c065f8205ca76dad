package dev.impulse.wire.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The timers of one loop: a binary heap by due time, in which each timer knows its place. Loop's thread only.
final class Timers {
    private @Nullable Timer[] heap = new Timer[64];
    private int size;

    long nextDueNanos() {
        var first = heap[0];
        return first == null ? Long.MAX_VALUE : first.dueNanos;
    }

    void set(Timer timer, long dueNanos) {
        cancel(timer);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.dueNanos = dueNanos;
        up(timer, size++);
    }

    void cancel(Timer timer) {
        int at = timer.place;
        if (at == Timer.UNSET) {
            return;
        }
        timer.place = Timer.UNSET;
        var last = heap[--size];
        heap[size] = null;
        if (last != null && at < size) {
            up(last, at);
            down(last, last.place);
        }
    }

    /// Fires what is due; what is set anew meanwhile, even for a time that has passed, waits for the next call.
    void fireDue(long nowNanos) {
        for (int left = size; left > 0; left--) {
            var first = heap[0];
            if (first == null || first.dueNanos - nowNanos > 0) {
                return;
            }
            cancel(first);
            first.fire();
        }
    }

    private void up(Timer timer, int from) {
        int at = from;
        while (at > 0) {
            int above = (at - 1) >>> 1;
            var parent = heap[above];
            if (parent == null || parent.dueNanos <= timer.dueNanos) {
                break;
            }
            put(parent, at);
            at = above;
        }
        put(timer, at);
    }

    private void down(Timer timer, int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int below = 2 * at + 1;
            var child = heap[below];
            var right = below + 1 < size ? heap[below + 1] : null;
            if (child != null && right != null && right.dueNanos < child.dueNanos) {
                child = right;
                below++;
            }
            if (child == null || child.dueNanos >= timer.dueNanos) {
                break;
            }
            put(child, at);
            at = below;
        }
        put(timer, at);
    }

    private void put(Timer timer, int at) {
        heap[at] = timer;
        timer.place = at;
    }
}
