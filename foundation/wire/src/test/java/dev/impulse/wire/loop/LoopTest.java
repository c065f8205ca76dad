package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.wire.loop.Timeouts.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("scheduling")
@ParameterizedClass
@MethodSource("dev.impulse.wire.loop.Footing#available")
class LoopTest {
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final Footing footing;
    private final Loops loops;
    private final Loop loop;

    LoopTest(Footing footing) {
        this.footing = footing;
        this.loops = footing.loops(1);
        this.loop = loops.all().getFirst();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void actionsRunInTheOrderInWhichOnePlaceHandsThemOver() throws Exception {
        var ran = new ArrayList<Integer>();
        IntStream.range(0, 10_000).forEach(number -> loop.execute(() -> ran.add(number)));
        Running.awaitTurn(loop);
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void anActionThatHandsItselfOverAgainAndAgainDoesNotKeepOthersFromRunning() throws Exception {
        var over = new CompletableFuture<Boolean>();
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!over.isDone()) {
                    loop.execute(this);
                }
            }
        });
        Running.awaitTurn(loop);
        loop.eventLoop().submit(() -> over.complete(true)).get(20, SECONDS); // Netty's own tasks run as well
        assertThat(over.get(20, SECONDS)).isTrue();
    }

    @Test
    void whatBeginsRunsBeforeAllThatGoesOn() throws Exception {
        var ran = new ArrayList<String>();
        Running.asAction(loop, () -> {
            IntStream.range(0, 1_000).forEach(number -> loop.execute(() -> ran.add("goes on")));
            loop.executeFirst(() -> ran.add("begins"));
            loop.executeFirst(() -> ran.add("begins later"));
            return true;
        });
        Running.awaitTurn(loop);
        assertThat(ran).hasSize(1_002).startsWith("begins", "begins later");
    }

    @Test
    void workMakesTheLoopBusyAndWaitingDoesNot() throws Exception {
        Running.awaitTurn(loop);
        long before = loop.busyNanos();
        Thread.sleep(100);
        long idle = loop.busyNanos() - before;
        Running.asAction(loop, () -> {
            long until = System.nanoTime() + 50 * MILLISECOND;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return true;
        });
        Running.awaitTurn(loop);

        assertThat(idle).isLessThan(50 * MILLISECOND);
        assertThat(loop.busyNanos() - before).isGreaterThanOrEqualTo(50 * MILLISECOND);
    }

    @Test
    void theLoopKnowsWhoIsOnIt() throws Exception {
        assertThat(loop.onLoop()).isFalse();
        assertThat(Running.asAction(loop, loop::onLoop)).isTrue();
        assertThat(Running.onVirtualThread(loop, loop::onLoop)).isEqualTo(footing.isOnLoop());
    }

    @Test
    void anActionHandedOverByAVirtualThreadOfTheLoopRunsAfterItHasYielded() throws Exception {
        assertThat(Running.onVirtualThread(loop, () -> {
                    var ran = new CompletableFuture<Boolean>();
                    loop.execute(() -> ran.complete(loop.onLoop()));
                    return (!footing.isOnLoop() || !ran.isDone()) && ran.get(20, SECONDS);
                }))
                .isTrue();
    }

    @Test
    void whatIsThrownByAnActionOrAVirtualThreadDoesNotStopTheLoop() throws Exception {
        var told = new CompletableFuture<Throwable>();
        Running.asAction(loop, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> told.complete(thrown));
            return true;
        });
        loop.execute(() -> {
            throw new ExpectedException("an action");
        });
        assertThat(told.get(20, SECONDS)).hasMessage("an action");
        assertThat(thrownByVirtualThread()).hasMessage("a virtual thread");
        assertThat(Running.onVirtualThread(loop, () -> 1)).isEqualTo(1);
    }

    private Throwable thrownByVirtualThread() throws Exception {
        var told = new CompletableFuture<Throwable>();
        var thread = loop.unstarted(() -> {
            throw new ExpectedException("a virtual thread");
        });
        thread.setUncaughtExceptionHandler((thrower, thrown) -> told.complete(thrown));
        thread.start();
        return told.get(20, SECONDS);
    }

    @Test
    void whatIsThrownByATimerATimeoutOrWorkDoesNotStopTheLoop() throws Exception {
        var told = new ArrayList<String>();
        Running.asAction(loop, () -> {
            Thread.currentThread()
                    .setUncaughtExceptionHandler((thread, thrown) -> told.add(String.valueOf(thrown.getMessage())));
            loop.setTimer(new Throwing(), System.nanoTime());
            return true;
        });
        Running.asAction(loop, () -> {
            for (var message : List.of("a timeout", "the timeout behind it")) {
                loop.timeouts(MILLISECOND).begin(new ThrowingTimeout(message), System.nanoTime() - MILLISECOND);
            }
            loop.work(new Schedule(List.of(System.nanoTime()), due -> {
                throw new ExpectedException("work");
            }));
            return true;
        });
        assertThat(firedAfter(MILLISECOND)).isTrue();
        Running.awaitTurn(loop);
        assertThat(told).containsExactlyInAnyOrder("a timer", "a timeout", "the timeout behind it", "work");
    }

    @Test
    void workIsDoneInOrderAndNeverBeforeItIsDue() throws Exception {
        var done = new ArrayList<Long>();
        var early = new ArrayList<Long>();
        var end = new CompletableFuture<Boolean>();
        var dues = Running.asAction(loop, () -> {
            long now = System.nanoTime();
            var all = IntStream.range(0, 200)
                    .mapToObj(number -> now + number * MILLISECOND / 5)
                    .toList();
            loop.work(new Schedule(all, due -> {
                done.add(due);
                if (System.nanoTime() < due) {
                    early.add(due);
                }
                if (done.size() == all.size()) {
                    end.complete(true);
                }
            }));
            return all;
        });
        assertThat(end.get(20, SECONDS)).isTrue();
        assertThat(done).isEqualTo(dues);
        assertThat(early).isEmpty();
    }

    @Test
    void workGoesOnWhileActionsAreReadyAllTheTime() throws Exception {
        var end = new CompletableFuture<Boolean>();
        Running.asAction(loop, () -> {
            long now = System.nanoTime();
            var dues = List.of(now, now + MILLISECOND, now + 2 * MILLISECOND);
            loop.work(new Schedule(dues, due -> {
                if (due.equals(dues.getLast())) {
                    end.complete(true);
                }
            }));
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    if (!end.isDone()) {
                        loop.execute(this);
                    }
                }
            });
            return true;
        });
        assertThat(end.get(20, SECONDS)).isTrue();
    }

    @Test
    void aTimerFiresOnTheLoopAtItsLatestTime() throws Exception {
        var fired = new CompletableFuture<Long>();
        long due = Running.asAction(loop, () -> {
            var timer = new Timer() {
                @Override
                protected void fire() {
                    fired.complete(loop.onLoop() ? System.nanoTime() : 0);
                }
            };
            long latest = System.nanoTime() + 20 * MILLISECOND;
            loop.setTimer(timer, System.nanoTime() + Duration.ofHours(1).toNanos());
            loop.setTimer(timer, System.nanoTime() + MILLISECOND);
            loop.setTimer(timer, latest);
            return latest;
        });
        assertThat(fired.get(20, SECONDS)).isGreaterThanOrEqualTo(due);
    }

    @Test
    void aTimerThatIsCancelledDoesNotFire() throws Exception {
        var fired = new ArrayList<String>();
        Running.asAction(loop, () -> {
            var timer = new Timer() {
                @Override
                protected void fire() {
                    fired.add("cancelled");
                }
            };
            loop.setTimer(timer, System.nanoTime() + MILLISECOND);
            loop.cancelTimer(timer);
            return timer.isSet();
        });
        assertThat(firedAfter(2 * MILLISECOND)).isTrue();
        assertThat(fired).isEmpty();
    }

    @Test
    void timersFireInTheOrderOfTheirTimesAndNeverBefore() throws Exception {
        var fired = new ArrayList<Integer>();
        var early = new ArrayList<Integer>();
        var end = new CountDownLatch(50);
        Running.asAction(loop, () -> {
            long now = System.nanoTime();
            // 17 and 50 have no divisor in common: each time comes once, in a mixed order.
            for (int number = 0; number < 50; number++) {
                int rank = number * 17 % 50;
                long due = now + rank * MILLISECOND / 4;
                loop.setTimer(
                        new Timer() {
                            @Override
                            protected void fire() {
                                fired.add(rank);
                                if (System.nanoTime() < due) {
                                    early.add(rank);
                                }
                                end.countDown();
                            }
                        },
                        due);
            }
            return true;
        });
        assertThat(end.await(20, SECONDS)).isTrue();
        assertThat(fired)
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
        assertThat(early).isEmpty();
    }

    @Test
    void timeoutsRunOutInTheOrderInWhichTheyWereBegunUnlessTheyAreEnded() throws Exception {
        var runOut = new ArrayList<Integer>();
        var early = new ArrayList<Integer>();
        var end = new CountDownLatch(25);
        Running.asAction(loop, () -> {
            var timeouts = loop.timeouts(5 * MILLISECOND);
            var all = new ArrayList<Timeout>();
            for (int number = 0; number < 50; number++) {
                int own = number;
                long begun = System.nanoTime();
                var timeout = new Timeout() {
                    @Override
                    protected void timedOut() {
                        runOut.add(own);
                        if (System.nanoTime() - begun < 5 * MILLISECOND) {
                            early.add(own);
                        }
                        end.countDown();
                    }
                };
                timeouts.begin(timeout, begun);
                all.add(timeout);
            }
            for (int number = 0; number < 50; number += 2) {
                all.get(number).endTimeout();
            }
            return true;
        });
        assertThat(end.await(20, SECONDS)).isTrue();
        assertThat(runOut)
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .filter(number -> number % 2 == 1)
                        .boxed()
                        .toList());
        assertThat(early).isEmpty();
    }

    @Test
    void aTimerThatIsDueInAnHourHoldsUpNeitherActionsNorNearerTimers() throws Exception {
        Running.asAction(loop, () -> {
            loop.setTimer(
                    new Opening(new CountDownLatch(1)),
                    System.nanoTime() + Duration.ofHours(1).toNanos());
            return true;
        });
        for (int time = 0; time < 10; time++) {
            Running.awaitTurn(loop);
            assertThat(firedAfter(MILLISECOND)).isTrue();
        }
    }

    @Test
    void aVirtualThreadMaySetATimerOfItsLoopWhereItRunsOnIt() throws Exception {
        if (footing.isOnLoop()) {
            var fired = new CountDownLatch(1);
            Running.onVirtualThread(loop, () -> {
                loop.setTimer(new Opening(fired), System.nanoTime() + MILLISECOND);
                return fired.await(20, SECONDS);
            });
            assertThat(fired.getCount()).isZero();
        }
    }

    @Test
    void whatIsHandedOverAfterTheEndIsDropped() throws Exception {
        var ran = new ArrayList<String>();
        Running.awaitTurn(loop);
        loops.close();
        assertThatCode(() -> loop.execute(() -> ran.add("late"))).doesNotThrowAnyException();
        if (footing.isOnLoop()) {
            var thread = loop.unstarted(() -> ran.add("late"));
            assertThatCode(thread::start).doesNotThrowAnyException();
        }
        assertThat(loop.eventLoop().isTerminated()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void aVirtualThreadThatIsWokenAfterTheEndThrowsNothingAtItsWaker() throws Exception {
        var wait = new CompletableFuture<Boolean>();
        var waiting = Running.startOnVirtualThread(loop, () -> wait.get(20, SECONDS));
        Running.awaitTurn(loop);
        loops.close();
        assertThat(waiting).isNotDone();
        assertThatCode(() -> wait.complete(true)).doesNotThrowAnyException();
    }

    @Test
    void loopsMayBeClosedTwiceAndWithoutEverHavingRun() {
        loops.close();
        assertThatCode(loops::close).doesNotThrowAnyException();
    }

    @Test
    void loopsDoNotWaitForOneAnother() throws Exception {
        try (var two = footing.loops(2)) {
            var goOn = new CountDownLatch(1);
            two.all().getFirst().execute(() -> awaitQuietly(goOn));
            assertThat(Running.onVirtualThread(two.all().getLast(), () -> "ran"))
                    .isEqualTo("ran");
            goOn.countDown();
        }
    }

    @Test
    @EnabledIf("isClosedToUs")
    void virtualThreadsOnLoopsAreRefusedWhereTheJvmHasNone() {
        assertThatThrownBy(() -> Loops.of(1, footing.transport(), Scheduling.ON_LOOP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheduling: ON_LOOP (expected: DEFAULT, as ")
                .hasMessageContaining("--add-opens");
    }

    static boolean isClosedToUs() {
        return Scheduling.available() == Scheduling.DEFAULT;
    }

    private boolean firedAfter(long nanos) throws Exception {
        var fired = new CountDownLatch(1);
        loop.execute(() -> loop.setTimer(new Opening(fired), System.nanoTime() + nanos));
        return fired.await(20, SECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class ExpectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ExpectedException(String message) {
            super(message);
        }
    }

    private static final class Throwing extends Timer {
        @Override
        protected void fire() {
            throw new ExpectedException("a timer");
        }
    }

    private static final class ThrowingTimeout extends Timeout {
        private final String message;

        private ThrowingTimeout(String message) {
            this.message = message;
        }

        @Override
        protected void timedOut() {
            throw new ExpectedException(message);
        }
    }

    private static final class Opening extends Timer {
        private final CountDownLatch latch;

        private Opening(CountDownLatch latch) {
            this.latch = latch;
        }

        @Override
        protected void fire() {
            latch.countDown();
        }
    }
}
