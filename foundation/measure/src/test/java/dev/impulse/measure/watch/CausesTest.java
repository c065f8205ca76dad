package dev.impulse.measure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.measure.watch.FloorProbe.Late;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CausesTest {
    private static final long BEGIN = 7_000_000_000L;
    private static final long MILLI = 1_000_000;
    private static final List<WatchedSecond> QUIET =
            MadeUpSecond.quiet().numbers(0, 3).toList();

    @Test
    void aThreadThatWasReadyToRunHadNoCore() {
        assertThat(causeOf(late(40, 39 * MILLI, 0L, false), QUIET)).isEqualTo(new Stall.NotScheduled());
    }

    @Test
    void aThreadThatWasReadyToRunInAThrottledGroupHadNoQuota() {
        var throttled =
                MadeUpSecond.quiet().quota(0.5, 10, 9, 480).numbers(0, 3).toList();

        assertThat(causeOf(late(80, 78 * MILLI, 0L, false), throttled)).isEqualTo(new Stall.Throttled());
        assertThat(causeOf(late(80, 3 * MILLI, 0L, false), throttled)).isEqualTo(new Stall.Throttled());
    }

    @Test
    void aProcessWhoseSleepersMovedWasStopped() {
        assertThat(causeOf(late(312, MILLI, 0L, true), QUIET)).isEqualTo(new Stall.ProcessStopped());
    }

    @Test
    void aThreadThatWasHeldByTheJvmWasStoppedByIt() {
        assertThat(causeOf(late(40, MILLI, 38 * MILLI, false), QUIET)).isEqualTo(new Stall.JvmStopped());
    }

    @Test
    void aMachineThatDidNotRunWasStolenIfTheHostSaysSo() {
        var stolen = MadeUpSecond.quiet().machine(200, 1_700, 100).numbers(0, 3).toList();

        assertThat(causeOf(late(60, MILLI, 0L, false), stolen)).isEqualTo(new Stall.Stolen());
        assertThat(causeOf(late(60, MILLI, 0L, false), QUIET)).isEqualTo(new Stall.Unknown());
    }

    @Test
    void nothingIsGuessedWhereNothingIsTold() {
        assertThat(causeOf(
                        late(60, null, null, null),
                        MadeUpSecond.blind().numbers(0, 3).toList()))
                .isEqualTo(new Stall.Unknown());
    }

    @Test
    void aCollectionExplainsWhatTheProbeSawOfIt() {
        var collection = collection(500, 62);

        var stalls = Causes.stalls(List.of(late(501, 60, 0L, 60 * MILLI, false)), List.of(collection), QUIET, BEGIN);

        assertThat(stalls).containsExactly(collection);
    }

    @Test
    void aCollectionThatIsShorterThanAStallGivesItsName() {
        var stalls =
                Causes.stalls(List.of(late(500, 11, 0L, 10 * MILLI, false)), List.of(collection(501, 9)), QUIET, BEGIN);

        assertThat(stalls).singleElement().satisfies(stall -> {
            assertThat(stall.cause()).isEqualTo(new Stall.Collection("Copy"));
            assertThat(stall.lengthNanos()).isEqualTo(11 * MILLI);
        });
    }

    @Test
    void aShortCollectionInALongStallIsNotItsCause() {
        var stalls = Causes.stalls(
                List.of(late(500, 300, MILLI, 12 * MILLI, true)), List.of(collection(520, 12)), QUIET, BEGIN);

        assertThat(stalls)
                .extracting(Stall::cause)
                .containsExactly(new Stall.ProcessStopped(), new Stall.Collection("Copy"));
    }

    @Test
    void theLongestComesFirst() {
        var stalls = Causes.stalls(
                List.of(late(100, 20, 20 * MILLI, 0L, false), late(900, 90, 90 * MILLI, 0L, false)),
                List.of(collection(500, 40)),
                QUIET,
                BEGIN);

        assertThat(stalls).extracting(stall -> stall.lengthNanos() / MILLI).containsExactly(90L, 40L, 20L);
        assertThat(stalls.getFirst().text()).isEqualTo("90 ms at 00:00: no core was free");
    }

    private static Stall.Cause causeOf(Late late, List<WatchedSecond> seconds) {
        return Causes.stalls(List.of(late), List.of(), seconds, BEGIN)
                .getFirst()
                .cause();
    }

    private static Late late(
            long lengthMillis,
            @Nullable Long waitedNanos,
            @Nullable Long jvmStoppedNanos,
            @Nullable Boolean sleeperMoved) {
        return late(1_500, lengthMillis, waitedNanos, jvmStoppedNanos, sleeperMoved);
    }

    private static Late late(
            long fromMillis,
            long lengthMillis,
            @Nullable Long waitedNanos,
            @Nullable Long jvmStoppedNanos,
            @Nullable Boolean sleeperMoved) {
        return new Late(BEGIN + fromMillis * MILLI, lengthMillis * MILLI, waitedNanos, jvmStoppedNanos, sleeperMoved);
    }

    private static Stall collection(long fromMillis, long lengthMillis) {
        return new Stall(
                new Stretch(fromMillis * MILLI, (fromMillis + lengthMillis) * MILLI), new Stall.Collection("Copy"));
    }
}
