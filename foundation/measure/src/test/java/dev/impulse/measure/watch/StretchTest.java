package dev.impulse.measure.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void isToldByTheClockOfTheLoadTest() {
        assertThat(new Stretch(31 * SECOND, 44 * SECOND).text()).isEqualTo("from 00:31 to 00:44");
        assertThat(new Stretch(3_599 * SECOND, 3_661 * SECOND).text()).isEqualTo("from 59:59 to 1:01:01");
    }

    @Test
    void ofAMomentOnlyItsBeginIsTold() {
        assertThat(new Stretch(72 * SECOND, 72 * SECOND + SECOND / 2).text()).isEqualTo("at 01:12");
    }

    @Test
    void ofManyTheFirstAreTold() {
        var four = LongStream.of(1, 3, 5, 7)
                .mapToObj(at -> new Stretch(at * SECOND, (at + 1) * SECOND))
                .toList();

        assertThat(Stretch.text(four))
                .isEqualTo("from 00:01 to 00:02, from 00:03 to 00:04, from 00:05 to 00:06 and 1 more time");
    }

    @Test
    void thoseThatMeetAreJoined() {
        assertThat(Stretch.joined(List.of(new Stretch(0, 5), new Stretch(5, 9), new Stretch(11, 12)), 1))
                .containsExactly(new Stretch(0, 9), new Stretch(11, 12));
    }

    @Test
    void doesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> new Stretch(2, 1)).hasMessage("toNanos: 1 (expected: at least 2)");
    }
}
