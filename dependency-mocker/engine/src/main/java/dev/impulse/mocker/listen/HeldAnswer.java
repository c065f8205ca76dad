package dev.impulse.mocker.listen;

import dev.impulse.mocker.journal.StubJournal;
import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.loop.Timer;
import dev.impulse.wire.server.ServerExchange;

/// An answer whose time has not come. Loop's thread only.
final class HeldAnswer extends Timer {
    private final ServerExchange exchange;
    private final StubJournal journal;
    private final EncodedAnswer answer;
    private final long askedNanos;

    private HeldAnswer(ServerExchange exchange, StubJournal journal, EncodedAnswer answer, long askedNanos) {
        this.exchange = exchange;
        this.journal = journal;
        this.answer = answer;
        this.askedNanos = askedNanos;
    }

    /// Gives an answer when it is to be given.
    ///
    /// @param askedNanos how long after the request had come
    static void give(ServerExchange exchange, StubJournal journal, EncodedAnswer answer, long askedNanos) {
        if (askedNanos <= 0) {
            give(exchange, journal, answer, 0, System.nanoTime());
            return;
        }
        long dueNanos = exchange.arrivedNanos() + askedNanos;
        long now = System.nanoTime();
        if (dueNanos - now <= 0) {
            give(exchange, journal, answer, askedNanos, now);
        } else {
            exchange.loop().setTimer(new HeldAnswer(exchange, journal, answer, askedNanos), dueNanos);
        }
    }

    @Override
    protected void fire() {
        give(exchange, journal, answer, askedNanos, System.nanoTime());
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
