package dev.impulse.generator.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SourceTest {
    private record Due(long nanos, int testCase, long number, int phase) {}

    private static Source source(List<Phase> phases, int testCases, BitSet slots) {
        var cursors = new ArrayList<Timetable.Cursor>();
        for (int testCase = 0; testCase < testCases; testCase++) {
            cursors.add(Timetable.of(phases, "case " + testCase, 7).cursor(slots));
        }
        return new Source(cursors);
    }

    private static List<Due> drained(Source source) {
        var all = new ArrayList<Due>();
        while (source.dueNanos() != Long.MAX_VALUE) {
            all.add(new Due(source.dueNanos(), source.testCase(), source.number(), source.phase()));
            source.advance();
        }
        return all;
    }

    private static List<Phase> phases(List<Integer> rates, Arrivals arrivals) {
        var demands = new HashMap<String, Demand>();
        for (int testCase = 0; testCase < rates.size(); testCase++) {
            demands.put("case " + testCase, new Demand.Open(new Constant(rates.get(testCase)), arrivals));
        }
        return List.of(
                new Phase("first", Phase.Kind.STEADY, Duration.ofSeconds(2), demands),
                new Phase("second", Phase.Kind.PEAK, Duration.ofSeconds(1), demands));
    }

    private static BitSet slots(int loop, int loops) {
        var slots = new BitSet(Timetable.SLOTS);
        for (int slot = loop; slot < Timetable.SLOTS; slot += loops) {
            slots.set(slot);
        }
        return slots;
    }

    @Test
    void withoutTestCasesNothingIsDue() {
        assertThat(new Source(List.of()).dueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Property(tries = 100)
    void triggersComeInTheOrderOfTheirDueTimes(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 500) Integer> rates, @ForAll Arrivals arrivals) {
        var due = drained(source(phases(rates, arrivals), rates.size(), slots(0, 1)));

        assertThat(due).extracting(Due::nanos).isSorted();
        for (int testCase = 0; testCase < rates.size(); testCase++) {
            int wanted = testCase;
            var own = due.stream().filter(each -> each.testCase() == wanted).toList();
            assertThat(own).extracting(Due::number).isSorted();
            assertThat(own).extracting(Due::phase).isSorted();
            if (arrivals == Arrivals.EVEN) {
                assertThat(own).hasSize(3 * rates.get(testCase));
            }
        }
    }

    @Property(tries = 50)
    void theLoopsSharesAreTheWholeWithoutDoubles(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 300) Integer> rates,
            @ForAll Arrivals arrivals,
            @ForAll @IntRange(min = 1, max = 5) int loops) {
        var phases = phases(rates, arrivals);
        var whole = drained(source(phases, rates.size(), slots(0, 1)));
        var shares = new ArrayList<Due>();
        for (int loop = 0; loop < loops; loop++) {
            shares.addAll(drained(source(phases, rates.size(), slots(loop, loops))));
        }

        assertThat(shares).hasSameSizeAs(whole);
        assertThat(new HashSet<>(shares)).isEqualTo(new HashSet<>(whole));
    }

    @Test
    void aTestCaseThatRestsInAPhaseIsPassedOver() {
        Demand ten = new Demand.Open(new Constant(10), Arrivals.EVEN);
        var phases = List.of(
                new Phase("first", Phase.Kind.STEADY, Duration.ofSeconds(1), Map.of("case 0", ten)),
                new Phase("second", Phase.Kind.STEADY, Duration.ofSeconds(1), Map.of("case 1", ten)));

        var due = drained(source(phases, 2, slots(0, 1)));

        assertThat(due)
                .extracting(Due::testCase)
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(due.get(10).nanos()).isEqualTo(1_000_000_000);
    }
}
