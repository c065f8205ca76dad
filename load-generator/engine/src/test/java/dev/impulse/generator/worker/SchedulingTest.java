package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.Runs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class SchedulingTest {

    /// The build runs the tests with each scheduler: here it is seen that it does.
    @Test
    void theResultSaysHowScenariosRan() {
        var expected = System.getProperty("impulse.scheduler", "loop").equals("default")
                ? "virtual threads on the JVM's scheduler: impulse.scheduler=default was set"
                : "virtual threads on the event loops";

        assertThat(Runs.times(1, FaultyServer.nobody(), load -> {}).scheduling())
                .isEqualTo(expected);
    }
}
