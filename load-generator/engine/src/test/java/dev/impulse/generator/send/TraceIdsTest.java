package dev.impulse.generator.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Trace;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class TraceIdsTest {

    @Property(tries = 100)
    void theShareOfSampledTriggersIsTheOneAskedFor(
            @ForAll long high, @ForAll long key, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        var ids = TraceIds.of(Trace.sampled(share), high, key);
        int triggers = 20_000;
        int sampled = 0;
        for (long number = 0; number < triggers; number++) {
            sampled += ids.isSampled(ids.low(3, number)) ? 1 : 0;
        }
        assertThat(sampled / (double) triggers).isBetween(share - 0.03, share + 0.03);
    }

    @Property(tries = 50)
    void eachBitOfTheSecondHalfIsSetAsOftenAsNot(@ForAll long key, @ForAll boolean second) {
        var ids = TraceIds.of(Trace.DEFAULT, 1, key);
        var set = new int[Long.SIZE];
        int triggers = 4096;
        for (long number = 0; number < triggers; number++) {
            long low = ids.low(second ? 1 : 0, number);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (low >>> bit & 1);
            }
        }
        assertThat(Arrays.stream(set).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1700, 2400));
    }

    @Property
    void noneAndAllAreSampledExactly(@ForAll long low) {
        assertThat(TraceIds.of(Trace.sampled(0), 1, 1).isSampled(low)).isFalse();
        assertThat(TraceIds.of(Trace.sampled(1), 1, 1).isSampled(low)).isTrue();
    }
}
