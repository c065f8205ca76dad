package dev.impulse.mocker.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.MockPhase;
import dev.impulse.mocker.stub.PhaseName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void aMomentBelongsToThePhaseThatHasBegunAndNotEnded() {
        // The clock of System.nanoTime may be anywhere, and may run over.
        for (long begin : new long[] {0, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000L}) {
            var timeline = new Timeline(begin, List.of(phase("warm-up", 1), phase("steady", 2)));

            assertThat(timeline.at(begin - 1)).isEqualTo(Timeline.OUTSIDE);
            assertThat(timeline.at(begin)).isZero();
            assertThat(timeline.at(begin + 999_999_999)).isZero();
            assertThat(timeline.at(begin + 1_000_000_000)).isOne();
            assertThat(timeline.at(begin + 2_999_999_999L)).isOne();
            assertThat(timeline.at(begin + 3_000_000_000L)).isEqualTo(Timeline.OUTSIDE);
        }
    }

    @Test
    void withoutPhasesEveryMomentIsOutside() {
        assertThat(Timeline.NONE.at(0)).isEqualTo(Timeline.OUTSIDE);
        assertThat(Timeline.NONE.at(Long.MAX_VALUE)).isEqualTo(Timeline.OUTSIDE);
    }

    private static MockPhase phase(String name, int seconds) {
        return new MockPhase(new PhaseName(name, name), Duration.ofSeconds(seconds), Map.of());
    }
}
