package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Ramp;
import dev.impulse.generator.plan.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    @Test
    void showsEverythingWhereThereIsRoom() {
        assertThat(text(progress(21_400, 200, 0, 0), 200))
                .isEqualTo("steady  █████████████████░░░░░░░░  21 s of 30 s   200 of 200 tps   p50 1.2 ms  p99 4.8 ms"
                        + "   0 errors   3 in flight   late 0.03 ms");
    }

    @Test
    void leavesOutWhatMattersLeastWhereThereIsNone() {
        assertThat(text(progress(21_400, 200, 1, 0), 80))
                .isEqualTo("steady  21 s of 30 s   200 of 200 tps   p50 1.2 ms  p99 4.8 ms   1 error");
        assertThat(text(progress(21_400, 200, 0, 0), 30)).isEqualTo("steady  200 of 200 tps");
        assertThat(text(progress(21_400, 200, 0, 0), 4)).isEqualTo("stea");
    }

    @Test
    void saysHowManyWaitOnlyWhenSomeDo() {
        assertThat(text(progress(21_400, 200, 0, 1_200), 200)).contains("3 in flight   1,200 waiting");
    }

    @Test
    void saysWhatIsBeingDoneToWhatSurroundsIt() {
        var progress = progress(21_400, 200, 0, 0);

        assertThat(LiveLine.text(progress, List.of(progress.phase()), List.of("restart", "failover"), 200))
                .contains("21 s of 30 s   while restart, failover   200 of 200 tps");
        assertThat(LiveLine.text(progress, List.of(progress.phase()), List.of("restart"), 50))
                .isEqualTo("steady  while restart   200 of 200 tps");
    }

    @Test
    void closedModelHasNoAskedRate() {
        assertThat(text(progress(0, 0, 0, 0), 200)).contains("0 s of 30 s   200 tps");
    }

    @Test
    void phaseThatIsOverIsFull() {
        assertThat(text(progress(33_000, 200, 0, 0), 200)).contains("█".repeat(25) + "  30 s of 30 s");
    }

    @Test
    void aRampShowsWhereItComesFromAndGoesTo() {
        assertThat(LiveLine.text(warmingUp(5), SHOP, 200))
                .isEqualTo(
                        "warm-up  ████████████░░░░░░░░░░░░░  5 s of 10 s   31.9 of 32.5 tps (10→55)   p50 1.2 ms  p99 4.8 ms"
                                + "   0 errors   3 in flight   late 0.03 ms   then steady 20 s, peak 20 s");
    }

    @Test
    void whatComesIsShortenedBeforeItIsLeftOut() {
        String whole = "warm-up  5 s of 10 s   31.9 of 32.5 tps (10→55)   p50 1.2 ms  p99 4.8 ms   0 errors";
        assertThat(LiveLine.text(warmingUp(5), SHOP, 120)).isEqualTo(whole + "   then steady 20 s, peak 20 s");
        assertThat(LiveLine.text(warmingUp(5), SHOP, 110)).isEqualTo(whole + "   then steady 20 s");
        assertThat(LiveLine.text(warmingUp(5), SHOP, 100)).isEqualTo(whole + "   then steady");
        assertThat(LiveLine.text(warmingUp(5), SHOP, 79))
                .isEqualTo("warm-up  5 s of 10 s   31.9 of 32.5 tps (10→55)   p99 4.8 ms   0 errors");
        assertThat(LiveLine.text(warmingUp(5), SHOP, 60))
                .isEqualTo("warm-up  5 s of 10 s   31.9 of 32.5 tps   0 errors");
    }

    @Test
    void ofManyPhasesToComeTheFirstAreNamed() {
        var phases = new ArrayList<Phase>(SHOP);
        for (int i = 1; i <= 3; i++) {
            phases.add(phase("again " + i, Phase.Kind.STEADY, 5, List.of()));
        }
        assertThat(LiveLine.text(warmingUp(5), phases, 200)).endsWith("   then steady 20 s, peak 20 s, 3 more");
    }

    @Test
    void nothingComesAfterTheLastPhase() {
        var last = progress(SHOP.getLast(), 2, 5_000, 280, 0, 0);
        assertThat(LiveLine.text(last, SHOP, 200)).doesNotContain("then").contains("200 of 280 tps   p50");
    }

    @Property
    void isNeverLongerThanThereIsRoom(
            @ForAll @IntRange(min = 0, max = 200) int width,
            @ForAll @LongRange(min = 0, max = 40_000) long elapsed,
            @ForAll @IntRange(min = 0, max = 1_000_000) int waiting) {
        assertThat(text(progress(elapsed, 200, 5, waiting), width).length()).isLessThanOrEqualTo(width);
        assertThat(LiveLine.text(warmingUp(elapsed / 4_000), SHOP, width).length())
                .isLessThanOrEqualTo(width);
    }

    private static final List<Phase> SHOP = List.of(
            phase("warm-up", Phase.Kind.WARM_UP, 10, List.of(new Ramp(5, 50, Duration.ofSeconds(10)), new Constant(5))),
            phase("steady", Phase.Kind.STEADY, 20, List.of(new Constant(50), new Constant(20))),
            phase("peak", Phase.Kind.PEAK, 20, List.of(new Constant(200), new Constant(80))));

    private static Phase phase(String name, Phase.Kind kind, int seconds, List<Shape> shapes) {
        var demands = new LinkedHashMap<String, Demand>();
        shapes.forEach(shape -> demands.put("case " + demands.size(), new Demand.Open(shape, Arrivals.EVEN)));
        return new Phase(name, kind, Duration.ofSeconds(seconds), demands);
    }

    private static Progress warmingUp(long second) {
        double asked = 10 + 4.5 * second;
        return new Progress(
                SHOP.getFirst(),
                0,
                Duration.ofSeconds(second),
                asked,
                asked - 0.6,
                1_200_000,
                4_800_000,
                0,
                3,
                0,
                30_000);
    }

    private static String text(Progress progress, int width) {
        return LiveLine.text(progress, List.of(progress.phase()), width);
    }

    private static Progress progress(long elapsedMillis, double asked, long errors, int waiting) {
        var phase = new Phase("steady", Phase.Kind.STEADY, Duration.ofSeconds(30), Map.of());
        return progress(phase, 0, elapsedMillis, asked, errors, waiting);
    }

    private static Progress progress(
            Phase phase, int index, long elapsedMillis, double asked, long errors, int waiting) {
        var elapsed = Duration.ofMillis(elapsedMillis);
        return new Progress(phase, index, elapsed, asked, 199.97, 1_200_000, 4_800_000, errors, 3, waiting, 30_000);
    }
}
