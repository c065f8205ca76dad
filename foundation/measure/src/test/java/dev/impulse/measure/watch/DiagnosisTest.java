package dev.impulse.measure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final long SECOND = WatchedSecond.LENGTH;
    private static final long MILLI = 1_000_000;

    @Test
    void nothingWasScarceInAQuietStretch() {
        assertThat(of(MadeUpSecond.quiet())).isEmpty();
    }

    @Test
    void nothingIsSaidWhereNothingIsTold() {
        assertThat(of(MadeUpSecond.blind())).isEmpty();
    }

    @Test
    void otherProgramsThatUseTheCoresAreToldWithTheirShareAndWhen() {
        var busy = MadeUpSecond.quiet().own(400).machine(2_000, 0, 0).loop(350, 300);

        var found = diagnosis(between(31, busy, 44));

        assertThat(found).singleElement().isInstanceOf(Scarcity.TakenByOthers.class);
        assertThat(found.getFirst().text())
                .isEqualTo("the machine was busy with other programs from 00:31 to 00:44 (they used 1.6 of 2 cores)");
    }

    @Test
    void whatLoopsWaitForIsDividedAsTheCoresWereUsed() {
        // Others used 0.5 cores, our other threads 1.0: a third of the waiting is for others.
        var found = of(MadeUpSecond.quiet().own(1_400).machine(1_900, 100, 0).loop(400, 300));

        assertThat(found).extracting(Scarcity::lostNanos).containsExactly(200 * MILLI, 100 * MILLI);
        assertThat(found.get(0)).isInstanceOf(Scarcity.UsedUp.class);
        assertThat(found.get(1)).isInstanceOf(Scarcity.TakenByOthers.class);
    }

    @Test
    void aLoopThatIsAloneWithOthersWaitsForThemOnly() {
        var found =
                of(MadeUpSecond.quiet().cores(1).own(500).machine(1_000, 0, 0).loop(500, 500));

        assertThat(found).singleElement().isInstanceOf(Scarcity.TakenByOthers.class);
    }

    @Test
    void othersThatLeaveTheLoopsAloneAreNotTold() {
        assertThat(of(MadeUpSecond.quiet().own(100).machine(1_100, 900, 0).loop(90, 5)))
                .isEmpty();
    }

    @Test
    void whereWaitingIsNotToldABusyMachineIsReadFromItsIdleTime() {
        var busy = MadeUpSecond.quiet().withoutThreads().own(400).machine(1_960, 40, 0);
        var halfBusy = MadeUpSecond.quiet().withoutThreads().own(400).machine(1_200, 800, 0);

        assertThat(of(busy)).singleElement().isInstanceOf(Scarcity.TakenByOthers.class);
        assertThat(of(halfBusy)).isEmpty();
    }

    @Test
    void theProcessAtAllOfItsCoresHasUsedThemUp() {
        var found = of(MadeUpSecond.quiet().own(1_900).machine(2_000, 0, 0).loop(800, 100));

        assertThat(found.getFirst()).isInstanceOf(Scarcity.UsedUp.class);
        assertThat(found.getFirst().text())
                .isEqualTo("the generator used up its own CPU from 00:10 to 00:11 (1.9 of 2 cores)");
    }

    @Test
    void aQuotaThatWasUsedUpIsNotOurUsingUpTheCores() {
        var found = of(MadeUpSecond.quiet()
                .cores(0.5)
                .own(500)
                .machine(600, 1_400, 0)
                .quota(0.5, 10, 9, 480)
                .loop(450, 470));

        assertThat(found).singleElement().isInstanceOf(Scarcity.Throttled.class);
        assertThat(found.getFirst().text())
                .isEqualTo(
                        "the generator's CPU quota of 0.5 cores was used up from 00:10 to 00:11 (in 9 of 10 periods)");
    }

    @Test
    void theHostThatTakesCoresIsTold() {
        var found = of(MadeUpSecond.quiet().machine(200, 1_400, 400));

        assertThat(found).singleElement().isInstanceOf(Scarcity.Stolen.class);
        assertThat(found.getFirst().text())
                .isEqualTo("the machine's host ran others from 00:10 to 00:11 (it took 0.4 of 2 cores)");
    }

    @Test
    void timeThatNobodyCountedWasTheHostsIfItIsMuch() {
        assertThat(of(MadeUpSecond.quiet().machine(200, 1_500, 0, 300)))
                .singleElement()
                .isInstanceOf(Scarcity.Stolen.class);
        assertThat(of(MadeUpSecond.quiet().machine(200, 1_720, 0, 80))).isEmpty();
    }

    @Test
    void waitingForWhatTheHostTookIsNotWaitingForOthers() {
        var found = of(MadeUpSecond.quiet().own(400).machine(1_200, 100, 700).loop(350, 650));

        assertThat(found).singleElement().isInstanceOf(Scarcity.Stolen.class);
    }

    @Test
    void aLoopWithACoresWorthToDoIsToldByName() {
        var found = of(MadeUpSecond.quiet().own(1_050).machine(1_100, 900, 0).loop(990, 3));

        assertThat(found).singleElement().isInstanceOf(Scarcity.LoopBusy.class);
        assertThat(found.getFirst().text())
                .isEqualTo("loop-0 had more to do than one core can from 00:10 to 00:11 (99 % of it)");
    }

    @Test
    void garbageCollectionIsToldWithItsPauses() {
        var found = of(MadeUpSecond.quiet().pauses(12, 340, 130));

        assertThat(found).singleElement().isInstanceOf(Scarcity.Collecting.class);
        assertThat(found.getFirst().text())
                .isEqualTo("garbage collection stopped the generator from 00:10 to 00:11"
                        + " (12 pauses, 340 ms in all, 130 ms at most)");
    }

    @Test
    void otherStopsOfTheJvmAreWhatCollectionDoesNotExplain() {
        var found = of(MadeUpSecond.quiet().pauses(2, 30, 20).stops(5, 80));

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isInstanceOf(Scarcity.JvmStopped.class);
        assertThat(found.get(0).lostNanos()).isEqualTo(48 * MILLI); // pauses are cut off to the millisecond
        assertThat(found.get(1)).isInstanceOf(Scarcity.Collecting.class);
    }

    @Test
    void aStoppedProcessIsToldWithTheMomentAndTheLength() {
        var stop = new Stall(
                new Stretch(12 * SECOND + 345 * MILLI, 12 * SECOND + 657 * MILLI), new Stall.ProcessStopped());

        var found = Diagnosis.of(List.of(MadeUpSecond.quiet().number(12)), List.of(stop));

        assertThat(found).singleElement().isInstanceOf(Scarcity.Stopped.class);
        assertThat(found.getFirst().text())
                .isEqualTo("the generator's process was stopped at 00:12 (for 312 ms;"
                        + " by a signal, a debugger or a container's pause)");
    }

    @Test
    void stallsOfOneThreadAreNoStopOfTheProcess() {
        var stall = new Stall(new Stretch(0, 50 * MILLI), new Stall.NotScheduled());

        assertThat(Diagnosis.of(List.of(MadeUpSecond.quiet().number(0)), List.of(stall)))
                .isEmpty();
    }

    @Test
    void whatCostMostTimeComesFirstAndLimitsComeAfterIt() {
        var found = of(MadeUpSecond.quiet()
                .pauses(3, 50, 30)
                .machine(200, 1_700, 100)
                .descriptors(19_990, 20_000)
                .ports(28_000, true)
                .heap(970, 1_000));

        assertThat(found)
                .hasExactlyElementsOfTypes(
                        Scarcity.Stolen.class,
                        Scarcity.Collecting.class,
                        Scarcity.OfHeap.class,
                        Scarcity.OfDescriptors.class,
                        Scarcity.OfPorts.class);
        assertThat(found.subList(2, 5).stream().map(Scarcity::text))
                .containsExactly(
                        "the generator's heap was full from 00:10 to 00:11 (970 of 1,000 MB after garbage collection)",
                        "the generator had nearly as many files and sockets open as it may from 00:10 to 00:11"
                                + " (19,990 of 20,000)",
                        "nearly all local ports were taken from 00:10 to 00:11"
                                + " (28,000 of 28,232, by connections to one destination)");
    }

    @Test
    void manySocketsOnTheMachineAreNoReasonWhenTheirDestinationsAreNotKnown() {
        assertThat(of(MadeUpSecond.quiet().ports(28_000, false))).isEmpty();
    }

    @Test
    void secondsThatFollowOnOneAnotherAreOneStretch() {
        var stolen = MadeUpSecond.quiet().machine(200, 1_400, 400);
        var seconds = Stream.of(stolen.numbers(3, 5), stolen.numbers(61, 62), stolen.numbers(70, 73))
                .flatMap(numbers -> numbers)
                .toList();

        assertThat(diagnosis(seconds).getFirst().text())
                .startsWith("the machine's host ran others from 00:03 to 00:05, from 01:01 to 01:02, from 01:10 to"
                        + " 01:13 (");
    }

    @Test
    void aSingleQuietSecondDoesNotPartAStretch() {
        var stolen = MadeUpSecond.quiet().machine(200, 1_400, 400);
        var seconds = Stream.of(
                        stolen.numbers(3, 5),
                        MadeUpSecond.quiet().numbers(5, 6),
                        stolen.numbers(6, 9),
                        MadeUpSecond.quiet().numbers(9, 11),
                        stolen.numbers(11, 12))
                .flatMap(numbers -> numbers)
                .toList();

        assertThat(diagnosis(seconds).getFirst().when())
                .containsExactly(new Stretch(3 * SECOND, 9 * SECOND), new Stretch(11 * SECOND, 12 * SECOND));
    }

    private static List<Scarcity> of(MadeUpSecond second) {
        return diagnosis(List.of(second.number(10)));
    }

    private static List<Scarcity> diagnosis(List<WatchedSecond> seconds) {
        return Diagnosis.of(seconds, List.of());
    }

    /// Some seconds, with quiet ones before and after.
    private static List<WatchedSecond> between(long from, MadeUpSecond second, long to) {
        var quiet = MadeUpSecond.quiet();
        return Stream.of(quiet.numbers(from - 5, from), second.numbers(from, to), quiet.numbers(to, to + 5))
                .flatMap(numbers -> numbers)
                .toList();
    }
}
