package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    @Test
    void showsEverythingWhereThereIsRoom() {
        assertThat(LiveLine.text(progress(21_400, 200, 0, 0), 200))
                .isEqualTo("steady  █████████████████░░░░░░░░  21 s of 30 s   200 of 200 tps   p50 1.2 ms  p99 4.8 ms"
                        + "   0 errors   3 in flight   late 0.03 ms");
    }

    @Test
    void leavesOutWhatMattersLeastWhereThereIsNone() {
        assertThat(LiveLine.text(progress(21_400, 200, 1, 0), 80))
                .isEqualTo("steady  21 s of 30 s   200 of 200 tps   p50 1.2 ms  p99 4.8 ms   1 error");
        assertThat(LiveLine.text(progress(21_400, 200, 0, 0), 30)).isEqualTo("steady  200 of 200 tps");
        assertThat(LiveLine.text(progress(21_400, 200, 0, 0), 4)).isEqualTo("stea");
    }

    @Test
    void saysHowManyWaitOnlyWhenSomeDo() {
        assertThat(LiveLine.text(progress(21_400, 200, 0, 1_200), 200)).contains("3 in flight   1,200 waiting");
    }

    @Test
    void closedModelHasNoAskedRate() {
        assertThat(LiveLine.text(progress(0, 0, 0, 0), 200)).contains("0 s of 30 s   200 tps");
    }

    @Test
    void phaseThatIsOverIsFull() {
        assertThat(LiveLine.text(progress(33_000, 200, 0, 0), 200)).contains("█".repeat(25) + "  30 s of 30 s");
    }

    @Property
    void isNeverLongerThanThereIsRoom(
            @ForAll @IntRange(min = 0, max = 200) int width,
            @ForAll @LongRange(min = 0, max = 40_000) long elapsed,
            @ForAll @IntRange(min = 0, max = 1_000_000) int waiting) {
        assertThat(LiveLine.text(progress(elapsed, 200, 5, waiting), width).length())
                .isLessThanOrEqualTo(width);
    }

    private static Progress progress(long elapsedMillis, double asked, long errors, int waiting) {
        var phase = new Phase("steady", Phase.Kind.STEADY, Duration.ofSeconds(30), Map.of());
        var elapsed = Duration.ofMillis(elapsedMillis);
        return new Progress(phase, 0, elapsed, asked, 199.97, 1_200_000, 4_800_000, errors, 3, waiting, 30_000);
    }
}
