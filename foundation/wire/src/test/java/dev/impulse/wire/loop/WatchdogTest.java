package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// In real time: a hog is one that holds its loop for so long.
@Tag("scheduling")
@ParameterizedClass
@MethodSource("dev.impulse.wire.loop.Footing#available")
class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(300);

    private final Footing footing;
    private final Loops loops;
    private final List<Hog> hogs = Collections.synchronizedList(new ArrayList<>());

    WatchdogTest(Footing footing) {
        this.footing = footing;
        this.loops = footing.loops(2);
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void anActionThatKeepsItsLoopIsNamedWithItsStack() throws Exception {
        var loop = loops.all().getLast();
        Running.awaitTurn(loop);
        loops.watch(PATIENCE, hogs::add);
        Running.asAction(loop, WatchdogTest::keepBusy);
        Running.awaitTurn(loop);
        loops.stopWatching();
        assertThat(hogs)
                .filteredOn(hog -> names(hog, "keepBusy"))
                .singleElement()
                .satisfies(hog -> {
                    assertThat(hog.loop()).isEqualTo(1);
                    assertThat(hog.held()).isGreaterThanOrEqualTo(PATIENCE);
                });
    }

    @Test
    void aVirtualThreadThatKeepsItsLoopIsNamedWithItsStack() throws Exception {
        var loop = loops.all().getFirst();
        Running.awaitTurn(loop);
        loops.watch(PATIENCE, hogs::add);
        Running.onVirtualThread(loop, WatchdogTest::keepBusy);
        Running.awaitTurn(loop);
        loops.stopWatching();
        // On the JVM's scheduler it keeps no loop.
        assertThat(hogs.stream().filter(hog -> names(hog, "keepBusy")).count()).isEqualTo(footing.isOnLoop() ? 1 : 0);
    }

    @Test
    void aHogThatStillHoldsItsLoopIsTold() throws Exception {
        var loop = loops.all().getFirst();
        Running.awaitTurn(loop);
        loops.watch(PATIENCE, hogs::add);
        var end = new CompletableFuture<Boolean>();
        loop.execute(() -> waitFor(end));
        keepBusy();
        loops.stopWatching();
        end.complete(true);
        assertThat(hogs).filteredOn(hog -> names(hog, "waitFor")).hasSize(1);
    }

    @Test
    void aVirtualThreadThatWaitsIsNoHog() throws Exception {
        var loop = loops.all().getFirst();
        loops.watch(PATIENCE, hogs::add);
        assertThat(Running.onVirtualThread(loop, () -> waitForNothing(BUSY))).isTrue();
        loops.stopWatching();
        assertThat(hogs).noneMatch(hog -> names(hog, "waitForNothing"));
    }

    private static boolean names(Hog hog, String method) {
        return hog.stack().stream().anyMatch(frame -> frame.getMethodName().equals(method));
    }

    private static boolean waitForNothing(Duration length) throws InterruptedException {
        Thread.sleep(length);
        return true;
    }

    private static void waitFor(CompletableFuture<Boolean> end) {
        end.orTimeout(20, SECONDS).join();
    }

    private static long keepBusy() {
        long begun = System.nanoTime();
        long rounds = 0;
        while (System.nanoTime() - begun < BUSY.toNanos()) {
            rounds++;
        }
        return rounds;
    }
}
