package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final long SECOND = WatchedSecond.LENGTH;

    @Test
    void secondsFollowOnOneAnotherFromTheGivenBegin() {
        var watch = Watch.start("none");
        await().until(WatchedProcess::isReady);
        long begin = System.nanoTime() + SECOND / 5;
        watch.begin(begin);
        await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
        watch.close();
        long end = System.nanoTime() - begin;

        var seconds = watch.watched().seconds();

        assertThat(seconds.size()).isGreaterThanOrEqualTo(1);
        assertThat(seconds.getFirst().number()).isZero();
        long expected = 0;
        for (var second : seconds) {
            assertThat(second.number()).isGreaterThanOrEqualTo(expected);
            assertThat(second.lengthNanos()).isPositive();
            expected = second.number() + 1;
        }
        assertThat(seconds.stream().mapToLong(WatchedSecond::lengthNanos).sum()).isLessThanOrEqualTo(end);
        assertThat(watch.watched().floorOf(new Stretch(0, end))).hasValueSatisfying(floor -> {
            assertThat(floor.count()).isGreaterThan(100);
            assertThat(floor.p50Nanos()).isPositive();
        });
    }

    @Test
    void onALinuxEverySourceTells() {
        assumeThat(Files.exists(Path.of("/proc/self/schedstat"))).isTrue();
        var watch = Watch.start("impulse-watch");
        await().until(WatchedProcess::isReady);
        watch.begin(System.nanoTime());
        await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
        watch.close();

        var second = watch.watched().seconds().getFirst();

        assertThat(second.ownNanos()).isNotNull();
        var machine = requireNonNull(second.machine());
        assertThat(machine.busyNanos() + machine.idleNanos() + machine.stolenNanos())
                .isPositive();
        assertThat(requireNonNull(second.threads()).loops())
                .extracting(WatchedSecond.ThreadTime::name)
                .containsExactly("impulse-watch");
        assertThat(watch.watched().floorOf(new Stretch(0, Long.MAX_VALUE))).isPresent();
        assertThat(requireNonNull(second.descriptors()).open()).isPositive();
        assertThat(requireNonNull(second.ports()).range()).isPositive();
    }

    @Test
    void aMachineThatTellsNothingIsWatchedAllTheSame(@TempDir Path nothing) {
        var watch = Watch.start("none", nothing);
        await().until(WatchedProcess::isReady);
        watch.begin(System.nanoTime());
        await().pollDelay(Duration.ofMillis(1_200)).until(() -> true);
        watch.close();

        var second = watch.watched().seconds().getFirst();

        assertThat(second.machine()).isNull();
        assertThat(second.threads()).isNull();
        assertThat(second.throttling()).isNull();
        assertThat(second.ports()).isNull();
        assertThat(watch.watched().floorOf(new Stretch(0, Long.MAX_VALUE))).isPresent();
    }

    @Test
    void aCollectionIsAPauseOfItsSecond() throws InterruptedException {
        var watch = Watch.start("none");
        await().until(WatchedProcess::isReady);
        var told = new CountDownLatch(1);
        NotificationListener listener = (notification, handback) -> {
            if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                told.countDown();
            }
        };
        // Told after the watch, which has listened for longer.
        var emitters = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(NotificationEmitter.class::cast)
                .toList();
        emitters.forEach(emitter -> emitter.addNotificationListener(listener, null, null));
        watch.begin(System.nanoTime());
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        System.gc();
        told.await();
        watch.close();

        var watched = watch.watched();

        assertThat(watched.seconds()).anySatisfy(second -> {
            assertThat(second.pauses().count()).isPositive();
            assertThat(requireNonNull(second.heap()).usedBytes()).isPositive();
        });
    }

    @Test
    void oneThatNeverBeganSawNothing() {
        var watch = Watch.start("none");
        watch.close();
        watch.close();

        assertThat(watch.watched()).isEqualTo(Watched.NOTHING);
    }

    @Test
    void tellsWhatItSawWhenItIsClosed() {
        try (var watch = Watch.start("none")) {
            watch.begin(System.nanoTime());

            assertThatThrownBy(watch::watched).hasMessage("it still watches");
            assertThatThrownBy(() -> watch.begin(0)).hasMessage("it has begun");
        }
    }

    @Test
    void leavesNoThreadBehind() {
        var watch = Watch.start("none");
        watch.begin(System.nanoTime());
        watch.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("impulse-watch", "impulse-floor");
    }
}
