package dev.impulse.wire.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.loop.Timeouts.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/// The loop's thread is never started here: the test is the thread that turns it.
class TimeoutsTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int COUNT = 12;
    private static final Loops LOOPS = Loops.of(1);

    @AfterContainer
    static void close() {
        LOOPS.close();
    }

    enum Doing {
        BEGIN,
        END,
        TURN
    }

    record Step(Doing doing, int timeout) {}

    @Property
    void theyRunOutInTheOrderInWhichTheyWereBegun(
            @ForAll("steps") List<Step> longAgo, @ForAll("steps") List<Step> lately) {
        var loop = LOOPS.all().getFirst();
        var list = new Timeouts(loop, HOUR);
        var rung = new ArrayList<Integer>();
        var all = new ArrayList<Noting>();
        for (int number = 0; number < COUNT; number++) {
            all.add(new Noting(number, rung));
        }
        var due = new LinkedHashSet<Integer>();
        var pending = new LinkedHashSet<Integer>();
        long base = System.nanoTime();
        long passed = 0;
        for (var step : longAgo) {
            take(step, all, list, base - 2 * HOUR + passed++, due);
            if (step.doing == Doing.TURN) {
                turn(loop, rung, due);
            }
        }
        for (var step : lately) {
            take(step, all, list, base + passed++, pending);
            due.remove(step.doing == Doing.TURN ? -1 : step.timeout); // begun anew, or ended
            if (step.doing == Doing.TURN) {
                turn(loop, rung, due);
            }
        }
        turn(loop, rung, due);
        all.forEach(Timeout::endTimeout);
    }

    @Example
    void aTimeoutThatRunsOutMayBeginAnotherOrItself() {
        var loop = LOOPS.all().getFirst();
        var list = new Timeouts(loop, HOUR);
        var rung = new ArrayList<Integer>();
        var again = new Noting(1, rung) {
            @Override
            protected void timedOut() {
                super.timedOut();
                list.begin(this, System.nanoTime());
            }
        };
        list.begin(again, System.nanoTime() - HOUR);
        loop.turn();
        loop.turn();
        assertThat(rung).containsExactly(1);
        again.endTimeout();
    }

    @Example
    void aTimeoutLeavesOneListAsItEntersAnother() {
        var loop = LOOPS.all().getFirst();
        var rung = new ArrayList<Integer>();
        var timeout = new Noting(1, rung);
        new Timeouts(loop, HOUR).begin(timeout, System.nanoTime() - 2 * HOUR);
        new Timeouts(loop, HOUR).begin(timeout, System.nanoTime());
        loop.turn();
        assertThat(rung).isEmpty();
        timeout.endTimeout();
    }

    private static void take(Step step, List<Noting> all, Timeouts list, long nowNanos, Set<Integer> model) {
        switch (step.doing) {
            case BEGIN -> {
                list.begin(all.get(step.timeout), nowNanos);
                model.remove(step.timeout); // to the end
                model.add(step.timeout);
            }
            case END -> {
                all.get(step.timeout).endTimeout();
                model.remove(step.timeout);
            }
            case TURN -> {}
        }
    }

    private static void turn(Loop loop, List<Integer> rung, Set<Integer> due) {
        loop.turn();
        assertThat(rung).containsExactlyElementsOf(due);
        rung.clear();
        due.clear();
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Doing.BEGIN, Doing.BEGIN, Doing.BEGIN, Doing.END, Doing.TURN),
                        Arbitraries.integers().between(0, COUNT - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static class Noting extends Timeout {
        private final int number;
        private final List<Integer> rung;

        private Noting(int number, List<Integer> rung) {
            this.number = number;
            this.rung = rung;
        }

        @Override
        protected void timedOut() {
            rung.add(number);
        }
    }
}
