package dev.impulse.mocker.listen;

import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.journal.Journal;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.server.Handler;
import dev.impulse.wire.server.HttpServer;
import dev.impulse.wire.server.Listening;
import dev.impulse.wire.server.ServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One dependency with its server and its handlers on the loops. Any thread but the loops'; calls that change it, one
/// at a time.
public final class Served implements Journal.Names {
    private final Serving serving;
    private final Journal journal;
    private final int place;
    private final Map<Loop, Answering> handlers = new ConcurrentHashMap<>();
    private Timeline timeline = Timeline.NONE;
    private Conducts conducts;
    private @Nullable HttpServer server;

    /// @param place among the dependencies
    /// @param seed from which delays and faults are drawn
    public Served(Dependency dependency, int place, long seed, Journal journal) {
        this.serving = new Serving(dependency, seed);
        this.place = place;
        this.journal = journal;
        this.conducts = new Conducts(serving, timeline);
    }

    /// Listens on the dependency's port, or on any that is free.
    ///
    /// @param held of each loop
    public Listening listen(Loops loops, InetAddress address, Map<Loop, HeldAnswers> held) {
        var port = serving.dependency().port();
        var listening = HttpServer.listen(
                loops,
                new InetSocketAddress(address, port == null ? 0 : port),
                ServerOptions.USUAL,
                loop -> handler(loop, held));
        if (listening instanceof Listening.Up(var up)) {
            server = up;
        }
        return listening;
    }

    private Handler handler(Loop loop, Map<Loop, HeldAnswers> held) {
        var ofLoop = Objects.requireNonNull(held.get(loop), "held");
        var handler = new Answering(serving, journal.page(loop, place), ofLoop, conducts);
        handlers.put(loop, handler);
        return handler;
    }

    /// Answers as is said for phases, and numbers calls from 0 again. The journal must have been emptied.
    public void begin(Timeline phases) {
        timeline = phases;
        conducts = new Conducts(serving, phases);
        serving.restart();
        turnPage();
    }

    /// Has the handlers write onto new pages: the journal was emptied.
    public void turnPage() {
        var begun = conducts;
        CompletableFuture.allOf(handlers.entrySet().stream()
                        .map(each ->
                                CompletableFuture.runAsync(() -> each.getValue().begin(begun), each.getKey()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /// What is served.
    public Dependency dependency() {
        return serving.dependency();
    }

    /// Where it listens.
    public InetSocketAddress address() {
        var up = server;
        if (up == null) {
            throw new IllegalStateException(serving.dependency().name() + " does not listen");
        }
        return up.address();
    }

    /// Listens no more; see [HttpServer#close(Duration)].
    public void close(Duration grace) {
        var up = server;
        if (up != null) {
            up.close(grace);
        }
    }

    @Override
    public OfPhase phase(int phase, List<OfStub> stubs, long unmatched) {
        if (phase == Timeline.OUTSIDE) {
            return new OfPhase(null, null, stubs, unmatched);
        }
        var name = timeline.phases().get(phase).name();
        return new OfPhase(name.name(), name.kind(), stubs, unmatched);
    }

    @Override
    public String stub(int stub) {
        return serving.dependency().stubs().get(stub).name();
    }

    @Override
    public String delay(int phase, int stub) {
        return conducts.conduct(phase, stub).delay().text();
    }
}
