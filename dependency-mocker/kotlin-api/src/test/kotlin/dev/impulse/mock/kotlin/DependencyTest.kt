package dev.impulse.mock.kotlin

import dev.impulse.mock.Answer
import dev.impulse.mocker.answer.Replies
import dev.impulse.mocker.match.StubIndex
import dev.impulse.mocker.stub.Behaviour
import dev.impulse.mocker.stub.Call
import dev.impulse.mocker.stub.CodedDependency
import dev.impulse.mocker.stub.Headers
import dev.impulse.mocker.stub.Matched
import dev.impulse.mocker.stub.PhaseName
import kotlin.time.Duration.Companion.seconds
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class DependencyTest {
    data class Order(val id: String, val amount: Int, val note: String = "none")

    data class Receipt(val id: String, val note: String)

    private val payments =
        CodedDependency.of(
            dependency("payments") {
                every(post("/payments/{id}")).having { it.body<Order>().amount > 100 }
                    .returns { call -> Receipt(id = "r-${call.path("id")}", note = call.body<Order>().note) }
                    .with {
                        delay = latencyFromP95(p95 = 500.ms, min = 200.ms, max = 2.seconds)
                        errors(2.percent, Answer.status(503))
                    }
                    .during("peak") { withoutErrors() }
                every(any("/{*path}")).named("all else").answers(Answer.status(404))
                with { delay = always(5.ms) }
                during("warm-up") { delay = between(1.ms, 3.ms) }
            },
        )

    @Test
    fun `what is said becomes stubs`() {
        val first = payments.stubs().first()
        assertThat(payments.name()).isEqualTo("payments")
        assertThat(payments.stubs().map { it.name() }).containsExactly("POST /payments/{id}", "all else")
        assertThat(payments.conduct(first).delay().text()).startsWith("log-normal, σ 0.6, at least 200 ms, at most 2 s: ")
        assertThat(payments.conduct(first).faults().text()).isEqualTo("2 % answered 503")
        val peak = payments.conduct(first, PhaseName("peak", "peak"), Behaviour.UNSAID)
        assertThat(peak.faults().text()).isEqualTo("none")
        assertThat(payments.conduct(payments.stubs().last()).delay().text()).isEqualTo("5 ms")
        val warm = payments.conduct(first, PhaseName("first", "warm-up"), Behaviour.UNSAID)
        assertThat(warm.delay().text()).isEqualTo("uniform from 1 ms to 3 ms")
    }

    @Test
    fun `data classes are read and written as JSON`() {
        val index = StubIndex(payments.stubs())
        val paid = call("{\"id\":\"a\",\"amount\":101}")
        val stub = payments.stubs()[index.find(paid)]
        val reply = Replies.of(stub.answer(), Matched(paid, stub))
        assertThat(String(reply.body())).isEqualTo("{\"id\":\"r-7\",\"note\":\"none\"}")
        assertThat(index.find(call("{\"id\":\"a\",\"amount\":100}"))).isEqualTo(1)
    }

    private fun call(body: String) = Call("POST", "/payments/7", Headers.NONE, body.toByteArray())
}
