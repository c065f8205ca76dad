package dev.impulse.generator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final long SEED = 7;

    record Due(long number, int phase, long nanos) {}

    @Property(tries = 200)
    void eachPhaseHasTheTriggersOfItsIntegral(@ForAll("evenPhases") List<Phase> phases) {
        var timetable = Timetable.of(phases, "browse", SEED);
        double integral = 0;
        long planned = 0;
        for (int phase = 0; phase < phases.size(); phase++) {
            if (phases.get(phase).demands().get("browse") instanceof Demand.Open(Shape shape, Arrivals _)) {
                integral += shape.count(phases.get(phase).lasting().toNanos() / 1e9);
            }
            planned += timetable.planned(phase);
            // Rounded up: the trigger that is due at the very begin counts.
            assertThat((double) planned).isBetween(integral - 1e-6, integral + 1);
        }
    }

    @Property(tries = 200)
    void cursorAgreesWithWhatIsPlannedAndStaysInsideThePhases(@ForAll("anyPhases") List<Phase> phases) {
        var timetable = Timetable.of(phases, "browse", SEED);
        var begins = begins(phases);
        var counts = new long[phases.size()];
        long number = 0;
        long last = 0;
        for (var due : read(timetable, all())) {
            assertThat(due.number()).isEqualTo(number++);
            assertThat(due.nanos()).isGreaterThanOrEqualTo(last);
            assertThat(due.nanos()).isBetween(begins[due.phase()], begins[due.phase() + 1] - 1);
            last = due.nanos();
            counts[due.phase()]++;
        }
        for (int phase = 0; phase < phases.size(); phase++) {
            assertThat(counts[phase]).isEqualTo(timetable.planned(phase));
        }
    }

    @Property(tries = 100)
    void slotsOfAnyPartitionGiveTheWholeTogether(
            @ForAll("anyPhases") List<Phase> phases,
            @ForAll @IntRange(min = 1, max = 9) int parts,
            @ForAll long choice) {
        var timetable = Timetable.of(phases, "browse", SEED);
        var together = new ArrayList<Due>();
        var planned = new long[phases.size()];
        for (var slots : partition(parts, choice)) {
            var own = read(timetable, slots);
            assertThat(own).allMatch(due -> slots.get((int) (due.number() % Timetable.SLOTS)));
            assertThat(own).isSortedAccordingTo(Comparator.comparingLong(Due::number));
            for (int phase = 0; phase < phases.size(); phase++) {
                planned[phase] += timetable.planned(phase, slots);
            }
            together.addAll(own);
        }
        together.sort(Comparator.comparingLong(Due::number));

        assertThat(together).isEqualTo(read(timetable, all()));
        for (int phase = 0; phase < phases.size(); phase++) {
            assertThat(planned[phase]).isEqualTo(timetable.planned(phase));
        }
    }

    @Property(tries = 100)
    void cursorThatStartsLaterGoesOnAsOneThatCameBy(
            @ForAll("anyPhases") List<Phase> phases, @ForAll @LongRange(min = 0, max = 3_000) long from) {
        var timetable = Timetable.of(phases, "browse", SEED);
        var slots = partition(3, 1).getFirst();

        assertThat(read(timetable.cursor(slots, from)))
                .isEqualTo(read(timetable, slots).stream()
                        .filter(due -> due.number() >= from)
                        .toList());
    }

    @Property(tries = 100)
    void whatIsPlannedBeforeAMomentIsWhatIsDueBeforeIt(
            @ForAll("anyPhases") List<Phase> phases, @ForAll @DoubleRange(min = 0, max = 1.1) double part) {
        var timetable = Timetable.of(phases, "browse", SEED);
        var whole = phases.stream().map(Phase::lasting).reduce(Duration.ZERO, Duration::plus);
        long moment = Math.round(whole.toNanos() * part);

        for (int phase = 0; phase < phases.size(); phase++) {
            int own = phase;
            assertThat(timetable.plannedBefore(phase, moment))
                    .isEqualTo(read(timetable, all()).stream()
                            .filter(due -> due.phase() == own && due.nanos() < moment)
                            .count());
        }
    }

    @Property(tries = 200)
    void constantRateIsExactToTheNanosecondForTenHours(
            @ForAll @DoubleRange(min = 0.1, max = 100_000) double rate,
            @ForAll @DoubleRange(min = 0, max = 1) double part) {
        var timetable = Timetable.of(List.of(open("steady", Duration.ofHours(10), new Constant(rate))), "browse", SEED);
        long number = (long) (timetable.planned(0) * part);

        var cursor = timetable.cursor(all(), number);

        var exact = new BigDecimal(number).movePointRight(9).divide(new BigDecimal(rate), MathContext.DECIMAL128);
        if (cursor.dueNanos() != Long.MAX_VALUE) {
            assertThat(new BigDecimal(cursor.dueNanos()).subtract(exact).abs()).isLessThan(BigDecimal.ONE);
        }
    }

    @Test
    void wholeRatesGiveWholeDueTimes() {
        var timetable =
                Timetable.of(List.of(open("steady", Duration.ofHours(10), new Constant(100_000))), "browse", SEED);

        assertThat(timetable.planned(0)).isEqualTo(3_600_000_000L);
        for (long number = 3_599_990_000L; number < 3_600_000_000L; number++) {
            assertThat(timetable.cursor(all(), number).dueNanos()).isEqualTo(number * 10_000);
        }
    }

    @Test
    void halfATriggerASecondIsOneEveryTwoSeconds() {
        var timetable = Timetable.of(
                List.of(
                        open("one", Duration.ofSeconds(5), new Constant(0.5)),
                        open("two", Duration.ofSeconds(5), new Constant(0.5))),
                "browse",
                SEED);

        assertThat(read(timetable, all()))
                .extracting(Due::nanos)
                .containsExactly(0L, seconds(2), seconds(4), seconds(6), seconds(8));
        assertThat(read(timetable, all())).extracting(Due::phase).containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void fractionOfATriggerIsCarriedOverALongPhaseToTheMicrosecond() {
        var timetable = Timetable.of(
                List.of(
                        open("steady", Duration.ofHours(10).plusNanos(5_000), new Constant(100_000)),
                        open("slow", Duration.ofSeconds(10), new Constant(0.5))),
                "browse",
                SEED);

        // Half a trigger is left over: the first slow one comes a second after the phase began.
        var cursor = timetable.cursor(all(), 3_600_000_001L);
        assertThat(cursor.phase()).isEqualTo(1);
        assertThat((double) cursor.dueNanos() - seconds(36_000) - 5_000).isCloseTo(1e9, within(1_000.0));
    }

    @Test
    void triggerOnABoundaryBelongsToTheLaterPhase() {
        var timetable = Timetable.of(
                List.of(
                        open("warm-up", Duration.ofSeconds(10), new Constant(1.1)),
                        rest(Duration.ofSeconds(5)),
                        new Phase(
                                "users",
                                Phase.Kind.STEADY,
                                Duration.ofSeconds(5),
                                Map.of("browse", new Demand.Closed(3))),
                        open("idle", Duration.ofSeconds(5), new Constant(0)),
                        open("steady", Duration.ofSeconds(10), new Constant(1))),
                "browse",
                SEED);

        assertThat(timetable.planned(0)).isEqualTo(11);
        assertThat(timetable.planned(1)).isZero();
        assertThat(timetable.planned(2)).isZero();
        assertThat(timetable.planned(3)).isZero();
        assertThat(read(timetable.cursor(all(), 11)).getFirst()).isEqualTo(new Due(11, 4, seconds(25)));
    }

    @Test
    void minutesThatAreNotWholeSecondsAddUp() {
        var third = new Constant(100 / 60.0);
        var timetable = Timetable.of(
                List.of(
                        open("one", Duration.ofSeconds(20), third),
                        open("two", Duration.ofSeconds(20), third),
                        open("three", Duration.ofSeconds(20), third)),
                "browse",
                SEED);

        assertThat(List.of(timetable.planned(0), timetable.planned(1), timetable.planned(2)))
                .containsExactly(34L, 33L, 33L);
    }

    @Test
    void noSlotsAndNoPhasesHaveNoTriggers() {
        var timetable = Timetable.of(List.of(open("steady", Duration.ofSeconds(5), new Constant(10))), "browse", SEED);

        assertThat(read(timetable, new BitSet())).isEmpty();
        assertThat(read(Timetable.of(List.of(), "browse", SEED), all())).isEmpty();
        assertThat(read(Timetable.of(List.of(rest(Duration.ofSeconds(1))), "browse", SEED), all()))
                .isEmpty();
    }

    @Test
    void slotsBeyondTheLastAreRefused() {
        var timetable = Timetable.of(List.of(rest(Duration.ofSeconds(1))), "browse", SEED);
        var slots = new BitSet();
        slots.set(1024);

        assertThatThrownBy(() -> timetable.cursor(slots))
                .hasMessageContaining("expected: from 0 or more, slots up to 1023");
    }

    @Test
    void advancingAllocatesNothing() {
        var phases = List.of(
                open("steady", Duration.ofSeconds(100), new Constant(1_000)),
                new Phase(
                        "peak",
                        Phase.Kind.PEAK,
                        Duration.ofSeconds(100),
                        Map.of(
                                "browse",
                                new Demand.Open(new Sine(1_000, 500, Duration.ofSeconds(7)), Arrivals.POISSON))));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        advanceToEnd(Timetable.of(phases, "browse", SEED).cursor(all()));
        var cursor = Timetable.of(phases, "browse", SEED).cursor(all());

        long before = threads.getCurrentThreadAllocatedBytes();
        advanceToEnd(cursor);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Interpreted frames may box a little; 200,000 triggers at 16 bytes would be 3 MB.
        assertThat(allocated).isLessThan(100_000);
    }

    private static void advanceToEnd(Timetable.Cursor cursor) {
        while (cursor.dueNanos() != Long.MAX_VALUE) {
            cursor.advance();
        }
    }

    @Provide
    Arbitrary<List<Phase>> evenPhases() {
        return phases(Arbitraries.just(Arrivals.EVEN));
    }

    @Provide
    Arbitrary<List<Phase>> anyPhases() {
        return phases(Arbitraries.of(Arrivals.class));
    }

    private static Arbitrary<List<Phase>> phases(Arbitrary<Arrivals> arrivals) {
        var lengths = Arbitraries.longs().between(1, 2_000_000_000L).map(Duration::ofNanos);
        var open = Combinators.combine(ShapeTest.anyShape(), arrivals, lengths)
                .as((shape, spread, length) -> new Phase(
                        "phase", Phase.Kind.STEADY, length, Map.of("browse", new Demand.Open(shape, spread))));
        return Arbitraries.frequencyOf(Tuple.of(5, open), Tuple.of(1, lengths.map(TimetableTest::rest)))
                .list()
                .ofMaxSize(5);
    }

    private static Phase open(String name, Duration lasting, Shape shape) {
        return new Phase(name, Phase.Kind.STEADY, lasting, Map.of("browse", new Demand.Open(shape, Arrivals.EVEN)));
    }

    private static Phase rest(Duration lasting) {
        return new Phase("rest", Phase.Kind.STEADY, lasting, Map.of());
    }

    private static long[] begins(List<Phase> phases) {
        var begins = new long[phases.size() + 1];
        for (int phase = 0; phase < phases.size(); phase++) {
            begins[phase + 1] = begins[phase] + phases.get(phase).lasting().toNanos();
        }
        return begins;
    }

    private static List<BitSet> partition(int parts, long choice) {
        var random = new Random(choice);
        var partition = new ArrayList<BitSet>();
        for (int part = 0; part < parts; part++) {
            partition.add(new BitSet());
        }
        for (int slot = 0; slot < Timetable.SLOTS; slot++) {
            partition.get(random.nextInt(parts)).set(slot);
        }
        return partition;
    }

    static BitSet all() {
        var slots = new BitSet();
        slots.set(0, Timetable.SLOTS);
        return slots;
    }

    static List<Due> read(Timetable timetable, BitSet slots) {
        return read(timetable.cursor(slots));
    }

    private static List<Due> read(Timetable.Cursor cursor) {
        var read = new ArrayList<Due>();
        while (cursor.dueNanos() != Long.MAX_VALUE) {
            read.add(new Due(cursor.number(), cursor.phase(), cursor.dueNanos()));
            cursor.advance();
        }
        return read;
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }
}
