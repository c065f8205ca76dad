package dev.impulse.mocker.listen;

import dev.impulse.mocker.journal.StubJournal;
import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.loop.Work;
import dev.impulse.wire.server.ServerExchange;
import java.util.PriorityQueue;

/// The answers of one loop whose time has not come. They are the loop's work, not timers of it: the loop stops sleeping
/// a little before work is due, since a thread that sleeps is woken late. Loop's thread only.
public final class HeldAnswers implements Work {
    private final PriorityQueue<Held> held = new PriorityQueue<>();
    private long firstDueNanos = Long.MAX_VALUE;

    /// Holds none yet; to be made the loop's work.
    public HeldAnswers() {}

    private record Held(
            long dueNanos, long askedNanos, ServerExchange exchange, StubJournal journal, EncodedAnswer answer)
            implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            return Long.compare(dueNanos - other.dueNanos, 0);
        }
    }

    /// Gives an answer when it is to be given.
    ///
    /// @param askedNanos how long after the request had come
    void give(ServerExchange exchange, StubJournal journal, EncodedAnswer answer, long askedNanos) {
        long now = System.nanoTime();
        long dueNanos = exchange.arrivedNanos() + askedNanos;
        if (askedNanos <= 0 || dueNanos - now <= 0) {
            give(exchange, journal, answer, askedNanos, now);
        } else {
            held.add(new Held(dueNanos, askedNanos, exchange, journal, answer));
            noteFirst();
        }
    }

    @Override
    public long nextDueNanos() {
        return firstDueNanos;
    }

    @Override
    public void doDue(long nowNanos) {
        for (var next = held.peek(); next != null && next.dueNanos() - nowNanos <= 0; next = held.peek()) {
            held.remove();
            noteFirst();
            give(next.exchange(), next.journal(), next.answer(), next.askedNanos(), System.nanoTime());
        }
    }

    private void noteFirst() {
        var first = held.peek();
        firstDueNanos = first == null ? Long.MAX_VALUE : first.dueNanos();
    }

    private static void give(
            ServerExchange exchange, StubJournal journal, EncodedAnswer answer, long askedNanos, long now) {
        if (exchange.answer(answer)) {
            journal.answered(askedNanos, now - exchange.arrivedNanos());
        } else {
            journal.gone();
        }
    }
}
