package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("scheduling")
@ParameterizedClass
@MethodSource("dev.impulse.wire.loop.Footing#available")
class LoopVirtualThreadTest {
    private final Footing footing;
    private final Loops loops;
    private final Loop loop;

    LoopVirtualThreadTest(Footing footing) {
        this.footing = footing;
        this.loops = footing.loops(1);
        this.loop = loops.all().getFirst();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void virtualThreadsStartedByOneOfTheLoopGoOnWhenBothHaveParked() throws Exception {
        var met = new CompletableFuture<String>();
        loop.unstarted(() -> {
                    var exchanger = new Exchanger<Integer>();
                    var child = Thread.startVirtualThread(() -> exchange(exchanger, 2));
                    var received = exchange(exchanger, 1);
                    try {
                        child.join();
                        met.complete(received);
                    } catch (InterruptedException e) {
                        met.completeExceptionally(e);
                    }
                })
                .start();
        assertThat(met.get(20, SECONDS)).isEqualTo("2 2 2 2 2 ");
    }

    @Test
    void virtualThreadsStartedByOneOfTheLoopRunOnTheJvmsOwnScheduler() throws Exception {
        var parent = new CompletableFuture<Boolean>();
        var child = new CompletableFuture<Boolean>();
        loop.unstarted(() -> {
                    Thread.startVirtualThread(() -> child.complete(loop.onLoop()));
                    child.join();
                    parent.complete(loop.onLoop());
                })
                .start();
        assertThat(parent.get(20, SECONDS)).isEqualTo(footing.isOnLoop());
        assertThat(child.get(20, SECONDS)).isFalse();
    }

    @Test
    void virtualThreadsStartedByOneOfTheLoopOutliveTheLoop() throws Exception {
        var started = new CompletableFuture<Thread>();
        var goOn = new CompletableFuture<Boolean>();
        loop.unstarted(() -> started.complete(Thread.startVirtualThread(goOn::join)))
                .start();
        var child = started.get(20, SECONDS);
        loops.close();
        goOn.complete(true);
        assertThat(child.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void manyThreadsStartedByManyAllEnd() throws Exception {
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (int number = 0; number < 100; number++) {
            var end = new CompletableFuture<Void>();
            ends.add(end);
            loop.unstarted(() -> {
                        var children = new ArrayList<Thread>();
                        for (int child = 0; child < 10; child++) {
                            children.add(Thread.startVirtualThread(Thread::yield));
                        }
                        try {
                            for (var child : children) {
                                child.join();
                            }
                            end.complete(null);
                        } catch (InterruptedException e) {
                            end.completeExceptionally(e);
                        }
                    })
                    .start();
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(20, SECONDS);
        assertThat(ends).allMatch(CompletableFuture::isDone);
    }

    private static String exchange(Exchanger<Integer> exchanger, int own) {
        var received = new StringBuilder();
        try {
            for (int round = 0; round < 5; round++) {
                received.append(exchanger.exchange(own)).append(' ');
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return received.toString();
    }
}
