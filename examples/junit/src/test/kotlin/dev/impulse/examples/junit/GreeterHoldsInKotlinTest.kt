package dev.impulse.examples.junit

import dev.impulse.generator.LoadTest
import dev.impulse.generator.Rate
import dev.impulse.load.kotlin.LoadGenerator
import dev.impulse.load.kotlin.load
import dev.impulse.load.kotlin.measure
import java.net.URI
import java.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class GreeterHoldsInKotlinTest {

    /** Greets one guest, then two at once, and one more by a client of its own that blocks. */
    class GreetSeveral : LoadGenerator {
        data class Greeting(val greeting: String)

        private var house = ""

        override suspend fun setUp() {
            house = get("/hello/house").send().expect(200).body<Greeting>().greeting
        }

        override suspend fun run() {
            val guest = "guest-${load().number()}"
            check(greeted(guest) == "Hello, $guest" && house == "Hello, house") { "$guest was not greeted" }
            pause(5.milliseconds)
            val two = coroutineScope { listOf("Ada", "Bo").map { async { greeted(it) } }.awaitAll() }
            check(two == listOf("Hello, Ada", "Hello, Bo")) { "greeted: $two" }
            val text = measure("by URL") { URI("${load().target()}/hello/Cy").toURL().readText() }
            check("Hello, Cy" in text) { "greeted: $text" }
        }

        private suspend fun greeted(name: String): String =
            get("/hello/$name").named("greet").send().expect(200).body<Greeting>().greeting
    }

    @Test
    fun `greets guests one by one and at once`() {
        val result = Greeter().use { greeter ->
            LoadTest.of(::GreetSeveral)
                .at(Rate.perSecond(20.0))
                .warmingUpFor(Duration.ofMillis(500))
                .lasting(Duration.ofSeconds(1))
                .against(greeter.url())
                .requiring("p99 < 5 s", "errors = 0")
                .run()
                .orThrow()
        }

        val requests = result.phases().last().testCases().single().requests().associate { it.name() to it.count() }
        assertThat(requests).isEqualTo(mapOf("greet" to 60L, "by URL" to 20L))
    }
}
