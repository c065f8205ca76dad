package dev.impulse.mocker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Fault;
import dev.impulse.mocker.stub.Faults;
import dev.impulse.mocker.stub.Reply;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

    private static final Draws DRAWS = new Draws(7, "payments");

    @Test
    void theSameSeedNameAndNumberDrawTheSame() {
        assertThat(new Draws(7, "payments").ofDelay(12)).isEqualTo(DRAWS.ofDelay(12));
        assertThat(new Draws(8, "payments").ofDelay(12)).isNotEqualTo(DRAWS.ofDelay(12));
        assertThat(new Draws(7, "stock").ofDelay(12)).isNotEqualTo(DRAWS.ofDelay(12));
        assertThat(DRAWS.ofFault(12)).isNotEqualTo(DRAWS.ofDelay(12));
    }

    @Test
    void itDrawsAsItDidWhenThisWasWritten() {
        assertThat(LongStream.range(0, 3).mapToObj(DRAWS::ofDelay))
                .containsExactly(0.6392662144257029, 0.3591689863995807, 0.012186240846713159);
    }

    @Test
    void drawsAreSpreadEvenlyAndIndependently() {
        int calls = 1_000_000;
        int[] cells = new int[100];
        for (int call = 0; call < calls; call++) {
            cells[tenth(DRAWS.ofDelay(call)) * 10 + tenth(DRAWS.ofFault(call))]++;
        }

        double expected = calls / 100.0;
        double chiSquared = IntStream.of(cells)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // 99 degrees of freedom: 149 is passed once in a thousand seeds; the seed is fixed.
        assertThat(chiSquared).isLessThan(149);
    }

    @Test
    void faultsBefallTheirShareOfCalls() {
        Fault unavailable = new Fault.ErrorAnswer(0.02, new Answer.Constant(Reply.of(503)));
        Fault wrong = new Fault.ErrorAnswer(0.10, new Answer.Constant(Reply.of(500)));
        var faults = new Faults(List.of(unavailable, wrong));

        int calls = 1_000_000;
        long first = LongStream.range(0, calls)
                .filter(call -> unavailable.equals(faults.at(DRAWS.ofFault(call))))
                .count();
        long second = LongStream.range(0, calls)
                .filter(call -> wrong.equals(faults.at(DRAWS.ofFault(call))))
                .count();

        assertThat(first / (double) calls).isCloseTo(0.02, within(0.001));
        assertThat(second / (double) calls).isCloseTo(0.10, within(0.002));
        assertThat(faults.text()).isEqualTo("2 % answered 503, 10 % answered 500");
    }

    private static int tenth(double share) {
        return (int) (share * 10);
    }
}
