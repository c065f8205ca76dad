package dev.impulse.mocker.listen;

import dev.impulse.mocker.answer.Replies;
import dev.impulse.mocker.journal.LoopJournal;
import dev.impulse.mocker.journal.StubJournal;
import dev.impulse.mocker.match.StubIndex;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.HeaderField;
import dev.impulse.mocker.stub.Matched;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.wire.http.EncodedAnswer;
import dev.impulse.wire.server.Handler;
import dev.impulse.wire.server.ServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers the calls to one dependency on one loop. Loop's thread only.
public final class Answering implements Handler {
    private static final List<HeaderField> PLAIN =
            List.of(new HeaderField("Content-Type", "text/plain; charset=utf-8"));

    private final Serving serving;
    private final LoopJournal journal;
    private final HeldAnswers held;
    private final NearestTold nearest;
    private Conducts conducts;
    private @Nullable StubJournal[][] pages;

    /// @param held the loop's
    /// @param conducts how stubs answer, until others are begun
    public Answering(Serving serving, LoopJournal journal, HeldAnswers held, Conducts conducts) {
        this.serving = serving;
        this.journal = journal;
        this.held = held;
        this.nearest = new NearestTold(serving.dependency().stubs());
        this.conducts = conducts;
        this.pages = pages();
    }

    /// Answers in another way from now on, and writes onto new pages of the journal.
    public void begin(Conducts conducts) {
        this.conducts = conducts;
        this.pages = pages();
    }

    private @Nullable StubJournal[][] pages() {
        int phases = conducts.timeline().phases().size();
        return new StubJournal[phases + 1][serving.dependency().stubs().size()];
    }

    @Override
    public void handle(ServerExchange exchange) {
        var head = exchange.head();
        var call = new Call(head.method(), head.target(), new Fields(head), exchange.body());
        int stub = serving.index().find(call);
        int phase = conducts.timeline().at(exchange.arrivedNanos());
        if (stub == StubIndex.NONE) {
            var told = nearest.told(call, exchange.arrivedNanos());
            journal.unmatched(phase, told);
            exchange.answer(text(404, told));
            return;
        }
        var prepared = conducts.stub(phase, stub);
        var page = page(phase, stub);
        long number = serving.next(stub);
        PreparedAnswer answer = prepared.answer();
        if (prepared.hasFaults()) {
            var fault = prepared.fault(serving.draws(stub).ofFault(number));
            if (fault != null) {
                page.fault();
                answer = fault;
            }
        }
        long askedNanos = prepared.delay().nanos(serving.draws(stub).ofDelay(number));
        var encoded = answer.encoded();
        if (encoded == null) {
            make(answer, new Matched(call, serving.dependency().stubs().get(stub)), exchange, page, askedNanos);
        } else {
            held.give(exchange, page, encoded, askedNanos);
        }
    }

    private StubJournal page(int phase, int stub) {
        var page = pages[phase + 1][stub];
        if (page == null) {
            page = journal.of(phase, stub);
            pages[phase + 1][stub] = page;
        }
        return page;
    }

    private void make(
            PreparedAnswer answer, Matched matched, ServerExchange exchange, StubJournal page, long askedNanos) {
        if (!Replies.mayBlock(answer.answer())) {
            held.give(exchange, page, made(answer, matched).encoded(), askedNanos);
            return;
        }
        Thread.startVirtualThread(() -> {
            var made = made(answer, matched);
            long took = System.nanoTime() - exchange.arrivedNanos();
            exchange.loop().executeFirst(() -> {
                if (made.failed()) {
                    page.failed();
                }
                // What the code took is its own time: only what comes on top of it is late.
                held.give(exchange, page, made.encoded(), Math.max(askedNanos, took));
            });
        });
    }

    private record Made(EncodedAnswer encoded, boolean failed) {}

    @SuppressWarnings("InterruptedExceptionSwallowed") // code of users may throw what it likes; nobody interrupts it
    private static Made made(PreparedAnswer answer, Matched matched) {
        try {
            return new Made(PreparedAnswer.encode(Replies.of(answer.answer(), matched)), false);
        } catch (Exception | LinkageError | AssertionError failure) {
            return new Made(text(500, "the code of stub " + matched.stub().name() + " failed: " + failure), true);
        }
    }

    private static EncodedAnswer text(int status, String text) {
        return PreparedAnswer.encode(new Reply(status, PLAIN, (text + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
