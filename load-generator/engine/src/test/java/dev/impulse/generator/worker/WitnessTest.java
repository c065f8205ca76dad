package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.Figure;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.LoadGenerator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whoever sees what is around the generator hears when it begins, and is asked when it has ended.
@Tag("engine")
class WitnessTest {
    private static final Duration LENGTH = Duration.ofMillis(200);
    private static final int TRIGGERS = 10;
    private static final Figure THREADS = new Figure("system", "threads", "", "1", 0, List.of(7.0));

    private final Stop stop = new Stop();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);

    /// Notes what it hears.
    private static class Seen implements Witness {
        final List<List<PhaseTimes>> asked = new ArrayList<>();
        long begin;

        @Override
        public void begins(Instant at, long nanos) {
            begin = nanos;
        }

        @Override
        public Testimony ended(List<PhaseTimes> phases) {
            asked.add(phases);
            return new Testimony(List.of(THREADS));
        }
    }

    private Result run(Witness witness) throws InterruptedException {
        LoadGenerator scenario = load -> {
            started.countDown();
            load.pause(Duration.ofMillis(50));
            ended.incrementAndGet();
        };
        var demands = Map.of("scenario", Runs.even(TRIGGERS, LENGTH));
        var test = new LoadTest(
                "test",
                URI.create("http://127.0.0.1:9"),
                List.of(new TestCase("scenario", () -> scenario)),
                List.of(
                        new Phase("first", Phase.Kind.WARM_UP, LENGTH, demands),
                        new Phase("second", Phase.Kind.STEADY, LENGTH, demands)),
                List.of(),
                1,
                Runs.PATIENT);
        return new LoadTestRun(test, 1, null).run(Observer.NONE, witness, stop);
    }

    @Test
    void itIsAskedOnceWhenAllHasEndedAndToldWhenThePhasesWere() throws InterruptedException {
        var endedBefore = new AtomicInteger();
        var witness = new Seen() {
            @Override
            public Testimony ended(List<PhaseTimes> phases) {
                endedBefore.set(ended.get());
                return super.ended(phases);
            }
        };

        run(witness);

        assertThat(endedBefore).hasValue(2 * TRIGGERS);
        assertThat(witness.asked)
                .containsExactly(List.of(
                        new PhaseTimes("first", Phase.Kind.WARM_UP, Duration.ZERO, LENGTH),
                        new PhaseTimes("second", Phase.Kind.STEADY, LENGTH, LENGTH)));
    }

    @Test
    void itIsToldOnlyOfPhasesThatBegan() throws InterruptedException {
        var witness = new Seen() {
            @Override
            public void begins(Instant at, long nanos) {
                stop.request("by the test");
            }
        };

        var result = run(witness);

        assertThat(witness.asked.getFirst())
                .containsExactly(new PhaseTimes("first", Phase.Kind.WARM_UP, Duration.ZERO, result.lasted()));
    }

    @Test
    void whatItSaysIsInTheResultAndWhatItCouldNotSeeIsNoted() throws InterruptedException {
        var heap = Figure.missing("system", "heap", "%", "it is no JVM");
        var gc = Figure.missing("system", "gc", "%", "it is no JVM");

        var result = run(phases -> new Testimony(List.of(THREADS, heap, gc)));

        assertThat(result.testimony().figures()).containsExactly(THREADS, heap, gc);
        assertThat(result.notes()).containsOnlyOnce("heap, gc of system could not be read: it is no JVM");
    }

    @Test
    void itHearsOfTheBeginBeforeAnythingIsDue() throws InterruptedException {
        var hadStarted = new AtomicBoolean(true);
        var witness = new Seen() {
            @Override
            public Duration lead() {
                return Duration.ofSeconds(1);
            }

            @Override
            public void begins(Instant at, long nanos) {
                super.begins(at, nanos);
                hadStarted.set(started.getCount() == 0 || System.nanoTime() - nanos > 0);
            }
        };

        run(witness);

        assertThat(hadStarted).isFalse();
    }

    @Test
    void noTriggerWaitsForIt() throws InterruptedException {
        var cameMeanwhile = new AtomicBoolean();

        run(new Seen() {
            @Override
            public void begins(Instant at, long nanos) {
                try {
                    cameMeanwhile.set(started.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(cameMeanwhile).isTrue();
    }

    @Test
    void severalAreAskedAlike() throws InterruptedException {
        var one = new Seen();
        var other = new Seen();

        var result = run(one.and(other));

        assertThat(one.begin).isEqualTo(other.begin).isNotZero();
        assertThat(one.asked).isEqualTo(other.asked).hasSize(1);
        assertThat(result.testimony().figures()).containsExactly(THREADS, THREADS);
    }

    @Test
    void whatItThrowsSpoilsTheRun() {
        assertThatThrownBy(() -> run(phases -> {
                    throw new IllegalStateException("blind");
                }))
                .hasMessage("blind");
    }
}
