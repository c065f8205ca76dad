package dev.impulse.examples.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.LoadTestNotPassed;
import dev.impulse.generator.Rate;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreeterHoldsTest {
    private Greeter greeter;

    @BeforeEach
    void start() throws IOException {
        greeter = new Greeter();
    }

    @AfterEach
    void stop() {
        greeter.close();
    }

    @Test
    void greetsFiftyGuestsASecond() throws InterruptedException {
        LoadTest.of(Greet::new)
                .at(Rate.perSecond(50))
                .warmingUpFor(ofMillis(500))
                .lasting(ofSeconds(1))
                .against(greeter.url())
                .requiring(
                        "p99 < 2 s",
                        "errors = 0") // generous: this is about the machine that builds, not about capacity
                .run()
                .orThrow();
    }

    @Test
    void aScenarioWhoseChecksDoNotHoldFailsTheTestWithTheReason() {
        var asksForTheWrongThing = LoadTest.of(
                        () -> load -> load.get("/goodbye").send().expect(200))
                .named("goodbye")
                .at(Rate.perSecond(20))
                .lasting(ofMillis(500))
                .against(greeter.url())
                .requiring("p99 < 2 s", "errors = 0");

        assertThatThrownBy(() -> asksForTheWrongThing.run().orThrow())
                .isInstanceOf(LoadTestNotPassed.class)
                .hasMessageContaining("goodbye failed: ");
    }
}
