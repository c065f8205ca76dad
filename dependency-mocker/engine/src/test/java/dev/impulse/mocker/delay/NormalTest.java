package dev.impulse.mocker.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

    /// Figures of tables (Abramowitz and Stegun, 26.2; the last one by Mathematica).
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.841344746068543",
        "-1.959963984540054, 0.025",
        "1.644853626951473, 0.95",
        "-3, 0.001349898031630095",
        "-10, 7.619853024160527e-24",
    })
    void itIsThatOfTables(double z, double share) {
        assertThat(Normal.below(z)).isCloseTo(share, withinPercentage(1e-10));
        assertThat(Normal.at(share)).isCloseTo(z, within(1e-12));
    }

    @Property
    void oneIsTheOthersInverse(@ForAll @DoubleRange(min = -36, max = 5) double z) {
        assertThat(Normal.at(Normal.below(z))).isCloseTo(z, within(1e-9));
    }

    @Property
    void itRises(@ForAll @DoubleRange(min = -37, max = 8) double z) {
        assertThat(Normal.below(z)).isLessThanOrEqualTo(Normal.below(z + 1e-6));
    }
}
