package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.measure.watch.WatchedSecond.Pauses;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GarbageCollectionsTest {
    private static final long BEGIN = 5_000_000_000L;
    private static final long LATER = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000;

    @Test
    void pausesAreCountedInTheirSeconds() {
        var collections = begun();
        add(collections, "Copy", 100, 4);
        add(collections, "Copy", 900, 6);
        add(collections, "MarkSweepCompact", 1_200, 80);

        assertThat(collections.pauses(0, 1)).isEqualTo(new Pauses(2, 10 * MILLI, 6 * MILLI));
        assertThat(collections.pauses(1, 2)).isEqualTo(new Pauses(1, 80 * MILLI, 80 * MILLI));
        assertThat(collections.pauses(0, 5)).isEqualTo(new Pauses(3, 90 * MILLI, 80 * MILLI));
    }

    @Test
    void onePauseOverTheEndOfASecondCountsInBoth() {
        var collections = begun();
        add(collections, "G1 Old Generation", 900, 1_300);

        assertThat(collections.pauses(0, 1)).isEqualTo(new Pauses(1, 100 * MILLI, 1_300 * MILLI));
        assertThat(collections.pauses(1, 2)).isEqualTo(new Pauses(0, 1_000 * MILLI, 1_300 * MILLI));
        assertThat(collections.pauses(2, 3)).isEqualTo(new Pauses(0, 200 * MILLI, 1_300 * MILLI));
    }

    @Test
    void whatIsCollectedBesideTheThreadsIsNoPause() {
        var collections = begun();
        add(collections, "ZGC Major Cycles", 100, 700);
        add(collections, "ZGC Major Pauses", 300, 1);
        add(collections, "Shenandoah Cycles", 400, 500);

        assertThat(collections.pauses(0, 2)).isEqualTo(new Pauses(1, MILLI, MILLI));
        assertThat(collections.longest()).isEmpty();
    }

    @Test
    void longPausesAreStallsWithTheCollectorsName() {
        var collections = begun();
        add(collections, "G1 Young Generation", 100, 45);

        assertThat(collections.longest())
                .containsExactly(
                        new Stall(new Stretch(100 * MILLI, 145 * MILLI), new Stall.Collection("G1 Young Generation")));
    }

    @Test
    void theHeapIsWhatTheLastCollectionLeft() {
        var collections = begun();
        collections.add("Copy", BEGIN + 100 * MILLI, 4 * MILLI, 1_000, LATER);
        collections.add("Copy", BEGIN + 300 * MILLI, 4 * MILLI, 2_000, LATER);
        collections.add("ZGC Major Pauses", BEGIN + 400 * MILLI, MILLI, 0, LATER);

        assertThat(requireNonNull(collections.heap(0, 1)).usedBytes()).isEqualTo(2_000);
        assertThat(collections.heap(1, 2)).isNull();
    }

    @Test
    void aCollectionIsOverWhenItIsToldWhateverTheClocksSay() {
        var collections = begun();
        collections.add("Copy", BEGIN + 2_500 * MILLI, 40 * MILLI, 1, BEGIN + 1_950 * MILLI);

        assertThat(collections.longest().getFirst().when()).isEqualTo(new Stretch(1_910 * MILLI, 1_950 * MILLI));
    }

    @Test
    void whatWasBeforeTheBeginIsNotCounted() {
        var begin = new AtomicReference<@Nullable Long>();
        var collections = new GarbageCollections(begin::get);
        add(collections, "Copy", 100, 20);
        begin.set(BEGIN);
        add(collections, "Copy", -500, 20);

        assertThat(collections.pauses(-5, 5)).isEqualTo(Pauses.NONE);
    }

    @Test
    void aCollectionOfThisJvmIsAPauseNow() {
        // Collections are told to the millisecond: not just before.
        long begin = System.nanoTime() - WatchedSecond.LENGTH;
        var collections = new GarbageCollections(() -> begin);
        collections.listen();
        try {
            System.gc();
            long end = System.nanoTime();
            long seconds = (end - begin) / WatchedSecond.LENGTH + 1;

            await().untilAsserted(() -> {
                assertThat(collections.pauses(0, seconds).count()).isPositive();
                assertThat(requireNonNull(collections.heap(0, seconds)).usedBytes())
                        .isPositive();
            });
        } finally {
            collections.stopListening();
        }
    }

    private static GarbageCollections begun() {
        return new GarbageCollections(() -> BEGIN);
    }

    private static void add(GarbageCollections collections, String collector, long fromMillis, long lengthMillis) {
        collections.add(collector, BEGIN + fromMillis * MILLI, lengthMillis * MILLI, 1_000, LATER);
    }
}
