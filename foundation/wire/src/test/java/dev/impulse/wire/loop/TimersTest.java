package dev.impulse.wire.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TimersTest {
    private static final int COUNT = 100;

    /// What is done to the timers: at time `nanos`, or for a timer.
    sealed interface Step {
        record Set(int timer, long dueNanos) implements Step {}

        record Cancel(int timer) implements Step {}

        record FireDue(long nowNanos) implements Step {}
    }

    @Property
    void theyFireLikeASortedList(@ForAll("steps") List<Step> steps) {
        var timers = new Timers();
        var fired = new ArrayList<Integer>();
        var all = new ArrayList<Noting>();
        for (int number = 0; number < COUNT; number++) {
            all.add(new Noting(number, fired));
        }
        var model = new HashMap<Integer, Long>();
        for (var step : steps) {
            switch (step) {
                case Step.Set set -> {
                    timers.set(all.get(set.timer), set.dueNanos);
                    model.put(set.timer, set.dueNanos);
                }
                case Step.Cancel cancel -> {
                    timers.cancel(all.get(cancel.timer));
                    model.remove(cancel.timer);
                }
                case Step.FireDue due -> {
                    timers.fireDue(due.nowNanos);
                    var expected = model.entrySet().stream()
                            .filter(entry -> entry.getValue() <= due.nowNanos)
                            .sorted(Map.Entry.comparingByValue())
                            .toList();
                    // Those due at the same time may fire in any order.
                    assertThat(fired.stream().map(model::get))
                            .isEqualTo(
                                    expected.stream().map(Map.Entry::getValue).toList());
                    assertThat(fired)
                            .containsExactlyInAnyOrderElementsOf(
                                    expected.stream().map(Map.Entry::getKey).toList());
                    expected.forEach(entry -> model.remove(entry.getKey()));
                    fired.clear();
                }
            }
            assertThat(timers.nextDueNanos())
                    .isEqualTo(model.values().stream()
                            .min(Comparator.naturalOrder())
                            .orElse(Long.MAX_VALUE));
            assertThat(all).allMatch(timer -> timer.isSet() == model.containsKey(timer.number));
        }
    }

    @Example
    void aTimerMaySetItselfAndOthersAnewAsItFires() {
        var timers = new Timers();
        var fired = new ArrayList<Integer>();
        var later = new Noting(2, fired);
        var first = new Noting(1, fired) {
            @Override
            protected void fire() {
                super.fire();
                timers.set(this, 30);
                timers.set(later, 25);
            }
        };
        timers.set(first, 10);
        timers.set(later, 15);
        timers.fireDue(20);
        assertThat(fired).containsExactly(1);
        timers.fireDue(40);
        assertThat(fired).startsWith(1, 2, 1);
    }

    @Example
    void aTimerThatIsNotSetMayBeCancelled() {
        var timers = new Timers();
        var timer = new Noting(1, new ArrayList<>());
        timers.cancel(timer);
        assertThat(timer.isSet()).isFalse();
        assertThat(timers.nextDueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        var timer = Arbitraries.integers().between(0, COUNT - 1);
        var nanos = Arbitraries.longs().between(0, 60);
        Arbitrary<Step> set = Combinators.combine(timer, nanos).as(Step.Set::new);
        Arbitrary<Step> cancel = timer.map(Step.Cancel::new);
        Arbitrary<Step> due = nanos.map(Step.FireDue::new);
        return Arbitraries.frequencyOf(Tuple.of(6, set), Tuple.of(2, cancel), Tuple.of(1, due))
                .list()
                .ofMaxSize(200);
    }

    private static class Noting extends Timer {
        private final int number;
        private final List<Integer> fired;

        private Noting(int number, List<Integer> fired) {
            this.number = number;
            this.fired = fired;
        }

        @Override
        protected void fire() {
            fired.add(number);
        }
    }
}
