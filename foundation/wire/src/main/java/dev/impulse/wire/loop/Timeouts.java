package dev.impulse.wire.loop;

import org.jspecify.annotations.Nullable;

/// Timeouts of one length: since all are equally long they run out in the order in which they were begun, so a linked
/// list does in constant time what a heap or a wheel does in more. Loop's thread only.
public final class Timeouts {
    private final long lengthNanos;
    private final Timer alarm;
    private final Loop loop;
    private @Nullable Timeout first;
    private @Nullable Timeout last;

    /// One thing that may time out; it stands in at most one list.
    public abstract static class Timeout {
        private @Nullable Timeouts list;
        private @Nullable Timeout before;
        private @Nullable Timeout after;
        private long endsNanos;

        /// Called on the loop's thread when the time is up.
        protected abstract void timedOut();

        /// Takes it out of its list, if it is in one.
        public final void endTimeout() {
            if (list != null) {
                list.remove(this);
            }
        }
    }

    Timeouts(Loop loop, long lengthNanos) {
        this.loop = loop;
        this.lengthNanos = lengthNanos;
        this.alarm = new Timer() {
            @Override
            protected void fire() {
                ring();
            }
        };
    }

    long lengthNanos() {
        return lengthNanos;
    }

    /// Begins a timeout now.
    public void begin(Timeout timeout, long nowNanos) {
        timeout.endTimeout();
        timeout.list = this;
        timeout.endsNanos = nowNanos + lengthNanos;
        timeout.before = last;
        if (last == null) {
            first = timeout;
        } else {
            last.after = timeout;
        }
        last = timeout;
        if (!alarm.isSet()) {
            loop.setTimer(alarm, timeout.endsNanos);
        }
    }

    private void remove(Timeout timeout) {
        var before = timeout.before;
        var after = timeout.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        timeout.list = null;
        timeout.before = null;
        timeout.after = null;
    }

    /// The alarm was set for some earlier first one, which may have ended since: it is set again for today's first.
    private void ring() {
        long now = System.nanoTime();
        try {
            for (var next = first; next != null && next.endsNanos - now <= 0; next = first) {
                remove(next);
                next.timedOut();
            }
        } finally {
            var next = first;
            if (next != null) {
                loop.setTimer(alarm, next.endsNanos); // also when one threw: the others must not wait for ever
            }
        }
    }
}
