package com.example.rates

import dev.impulse.generator.LoadTest
import dev.impulse.generator.Rate
import java.time.Duration.ofMillis
import java.time.Duration.ofSeconds
import org.junit.jupiter.api.Test

/** The same scenario as an integration test, against the service in this process. */
class RatesHoldTest {
    @Test
    fun `fifty customers a second are served without an error`() {
        Rates(0).use { rates ->
            LoadTest.of(::Convert)
                .at(Rate.perSecond(50.0))
                .warmingUpFor(ofMillis(500))
                .lasting(ofSeconds(1))
                .against(rates.url())
                .requiring("p99 < 5 s", "errors = 0")
                .run()
                .orThrow()
        }
    }
}
