package dev.impulse.load.kotlin

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.impulse.generator.LoadTest
import dev.impulse.generator.Rate.perSecond
import dev.impulse.generator.Result
import dev.impulse.load.ErrorKind
import dev.impulse.load.RequestFailed
import java.io.IOException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.nio.file.Files
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.coroutines.resume
import kotlin.coroutines.suspendCoroutine
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test

/** Scenarios in Kotlin, run by the engine against the JDK's server. */
@Tag("engine")
class ScenarioTest {
    private val threads = Executors.newVirtualThreadPerTaskExecutor()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024)
    private val asked = ConcurrentLinkedQueue<String>()
    private val meeting = CyclicBarrier(2)

    data class NewCart(val user: String, val note: String? = null)

    data class Cart(val id: String, val items: List<String> = listOf(), val open: Boolean = true)

    init {
        server.executor = threads
        server.createContext("/") { exchange ->
            val body = String(exchange.requestBody.readAllBytes())
            asked += "${exchange.requestMethod} ${exchange.requestURI} $body".trim()
            when (exchange.requestURI.path) {
                "/meet" -> meet(exchange)
                "/slow" -> slow(exchange)
                "/bad" -> reply(exchange, 500, "broken")
                "/cart" -> reply(exchange, 201, """{"id":"c1","items":["a"]}""")
                "/carts" -> reply(exchange, 200, """[{"id":"c1"},{"id":"c2","open":false}]""")
                else -> reply(exchange, 200, "fine")
            }
        }
        server.start()
    }

    private fun meet(exchange: HttpExchange) {
        meeting.await(5, TimeUnit.SECONDS)
        reply(exchange, 200, "met")
    }

    private fun slow(exchange: HttpExchange) {
        Thread.sleep(SLOW.inWholeMilliseconds)
        reply(exchange, 200, "late")
    }

    private fun reply(exchange: HttpExchange, status: Int, body: String) {
        exchange.responseHeaders.add("X-Token", "t-1")
        exchange.sendResponseHeaders(status, body.length.toLong())
        exchange.responseBody.write(body.toByteArray())
        exchange.close()
    }

    @AfterEach
    fun stop() {
        server.stop(0)
        threads.shutdownNow()
    }

    private class Scenario(private val block: suspend Scenario.() -> Unit) : LoadGenerator {
        override suspend fun run() = block()
    }

    private fun run(triggers: Int, block: suspend LoadGenerator.() -> Unit): Result = run(triggers, Scenario { block() })

    private fun run(triggers: Int, scenario: LoadGenerator): Result {
        val result =
            LoadTest.of { scenario }
                .named("scenario")
                .at(perSecond(100.0))
                .lasting(Duration.ofMillis(10L * triggers))
                .against("http://127.0.0.1:${server.address.port}")
                .seed(1)
                .build()
                .run { }
        val ledger = only(result).ledger()
        assertThat(ledger.balances()).isTrue()
        assertThat(ledger.planned()).isEqualTo(triggers.toLong())
        assertThat(ledger.started()).isEqualTo(triggers.toLong())
        assertThat(ledger.unfinished()).isZero()
        return result
    }

    /** Runs a scenario as one trigger, which must come through. */
    private fun once(block: suspend LoadGenerator.() -> Unit): Result {
        val result = run(1, block)
        assertThat(result.failures()).isEmpty()
        assertThat(only(result).ledger().ok()).isEqualTo(1)
        return result
    }

    private fun only(result: Result) = result.phases().single().testCases().single()

    private fun request(result: Result, name: String) = only(result).requests().single { it.name() == name }

    private fun requests(result: Result) = only(result).requests().sumOf { it.count() }

    @Test
    fun `a scenario sends requests and reads answers`() {
        val result =
            once {
                val cart = post("/cart").json(NewCart("jo")).named("create cart").send().expect(201).body<Cart>()
                assertThat(cart).isEqualTo(Cart("c1", listOf("a")))
                val carts = get("/carts").query("q", "a b").header("X-One", "1").send().expect(200).body<List<Cart>>()
                assertThat(carts).containsExactly(Cart("c1"), Cart("c2", open = false))
                assertThat(put("/note").body("text").send().text).isEqualTo("fine")
                assertThat(patch("/note").form("a", "b c").send().status).isEqualTo(200)
                assertThat(delete("/note").send().header("x-token")).isEqualTo("t-1")
                assertThat(options("/").send().headers("X-Token")).containsExactly("t-1")
                assertThat(request("REPORT", "/").send().bytes).hasSize(4)
                assertThat(get("/cart").send().json.at("/items/0").asString()).isEqualTo("a")
                assertThat(get("/").keeping(2).send().bodyLength).isEqualTo(4)
                val pieces = StringBuilder()
                get("/").streaming { pieces.append(String(it)) }.timeout(5.seconds).send()
                assertThat(pieces).hasToString("fine")
            }

        assertThat(asked)
            .startsWith("""POST /cart {"user":"jo","note":null}""")
            .contains("PUT /note text", "PATCH /note a=b+c", "DELETE /note", "OPTIONS /", "REPORT /")
        assertThat(asked).hasSize(10)
        assertThat(requests(result)).isEqualTo(10)
        assertThat(request(result, "create cart").count()).isEqualTo(1)
    }

    @Test
    fun `each trigger runs by itself and blocking calls hold nobody up`() {
        val numbers = ConcurrentHashMap.newKeySet<Long>()
        val began = System.nanoTime()
        val result =
            run(20) {
                Thread.sleep(500)
                numbers += load().number()
                get("/").send().expect(200)
            }

        assertThat(only(result).ledger().ok()).isEqualTo(20)
        assertThat(numbers).hasSize(20)
        assertThat(System.nanoTime() - began).isLessThan(9.seconds.inWholeNanoseconds)
    }

    @Test
    fun `a client of the user's own can pass the trigger's trace on`() {
        once {
            val trace = load().traceId()
            assertThat(load().traceparent()).matches("00-$trace-[0-9a-f]{16}-00")
        }
    }

    @Test
    fun `a scenario runs on a virtual thread and stays on it`() {
        once {
            val own = Thread.currentThread()
            assertThat(own.isVirtual).isTrue()
            delay(5.milliseconds)
            coroutineScope { repeat(3) { launch { assertThat(Thread.currentThread()).isSameAs(own) } } }
            get("/").send()
            withContext(Dispatchers.IO) { assertThat(Thread.currentThread()).isNotSameAs(own) }
            assertThat(Thread.currentThread()).isSameAs(own)
        }
    }

    @Test
    fun `requests in async are at the server at the same time`() {
        val result =
            run(5) {
                coroutineScope {
                    val texts = listOf(async { get("/meet").send().text }, async { get("/meet").send().text }).awaitAll()
                    assertThat(texts).containsExactly("met", "met")
                }
            }

        assertThat(result.failures()).isEmpty()
        assertThat(request(result, "GET /meet").count()).isEqualTo(10)
    }

    @Test
    fun `a delay is response time and a pause is not`() {
        val delayed = once { delay(200.milliseconds) }
        val paused =
            once {
                pause(2.seconds)
                get("/").send()
            }

        assertThat(only(delayed).response().max()).isGreaterThanOrEqualTo(200.milliseconds.inWholeNanoseconds)
        assertThat(only(paused).response().max()).isLessThan(2.seconds.inWholeNanoseconds)
    }

    @Test
    fun `a pause inside a child lets its siblings go on`() {
        val order = ConcurrentLinkedQueue<String>()
        once {
            coroutineScope {
                launch {
                    pause(100.milliseconds)
                    order += "paused"
                }
                launch { order += get("/").send().text }
            }
        }

        assertThat(order).containsExactly("fine", "paused")
    }

    @Test
    fun `a timeout ends what takes too long and fails the trigger`() {
        val result = run(1) { withTimeout(100.milliseconds) { delay(20.seconds) } }

        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.EXCEPTION, 1L))
        assertThat(result.failures().single().reason()).contains(TimeoutCancellationException::class.java.name)
        assertThat(only(result).response().max()).isLessThan(10.seconds.inWholeNanoseconds)
    }

    @Test
    fun `a timeout gives the request up that it cuts off`() {
        val result =
            run(1) {
                assertThat(withTimeoutOrNull(100.milliseconds) { get("/slow").named("slow").send() }?.status).isNull()
                get("/").named("after").send().expect(200)
            }

        assertThat(request(result, "slow").errors()).containsExactly(java.util.Map.entry(ErrorKind.RESET, 1L))
        assertThat(request(result, "after").errors()).isEmpty()
        assertThat(only(result).response().max()).isLessThan(SLOW.inWholeNanoseconds)
    }

    @Test
    fun `a request that is answered in time is not cut off by a timeout`() {
        val result = once { withTimeout(5.seconds) { get("/").named("quick").send().expect(200) } }

        assertThat(request(result, "quick").errors()).isEmpty()
    }

    @Test
    fun `a coroutine goes on after it was resumed from another thread`() {
        val result =
            run(20) {
                val given =
                    suspendCoroutine { continuation ->
                        thread { continuation.resume("from ${Thread.currentThread().isVirtual}") }
                    }
                assertThat(given).isEqualTo("from false")
                get("/").send().expect(200)
                yield()
            }

        assertThat(result.failures()).isEmpty()
        assertThat(only(result).ledger().ok()).isEqualTo(20)
    }

    @Test
    fun `calls of one's own clients are measured`() {
        val result =
            run(1) {
                val paid =
                    measure("pay") {
                        delay(50.milliseconds)
                        "paid"
                    }
                assertThat(paid).isEqualTo("paid")
                measure("refund") { throw IOException("declined") }
            }

        assertThat(request(result, "pay").response().max()).isGreaterThanOrEqualTo(50.milliseconds.inWholeNanoseconds)
        assertThat(request(result, "refund").errors()).containsExactly(java.util.Map.entry(ErrorKind.EXCEPTION, 1L))
        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.EXCEPTION, 1L))
        assertThat(result.failures().single().reason()).isEqualTo("java.io.IOException: declined")
    }

    @Test
    fun `a check that does not hold fails the trigger with its reason`() {
        val result =
            run(1) {
                check(true) { "never" }
                get("/").named("ask").send().check(true) { "never" }
                check(false) { "payment refused: 100 %" }
            }

        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.CHECK, 1L))
        assertThat(result.failures().single().reason()).isEqualTo("payment refused: 100 %")
        assertThat(request(result, "ask").errors()).isEmpty()
    }

    @Test
    fun `a check of an answer fails its request too`() {
        val result = run(1) { get("/").named("ask").send().check(false) { "not so fine" } }

        assertThat(request(result, "ask").errors()).containsExactly(java.util.Map.entry(ErrorKind.CHECK, 1L))
        assertThat(result.failures().single().reason()).isEqualTo("not so fine")
    }

    @Test
    fun `what a scenario throws is an outcome with its stack`() {
        val result =
            run(5) {
                delay(1.milliseconds)
                throw IllegalArgumentException("seven")
            }

        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.EXCEPTION, 5L))
        assertThat(result.failures()).hasSize(3).allSatisfy {
            assertThat(it.reason()).isEqualTo("java.lang.IllegalArgumentException: seven")
            assertThat(it.stack()).contains("ScenarioTest")
        }
    }

    @Test
    fun `a failure in a child ends its siblings and fails the trigger by its kind`() {
        val result =
            run(1) {
                coroutineScope {
                    launch { delay(20.seconds) }
                    launch { get("/bad").named("bad").send().expect(200) }
                }
            }

        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.STATUS, 1L))
        assertThat(request(result, "bad").errors()).containsExactly(java.util.Map.entry(ErrorKind.STATUS, 1L))
        assertThat(only(result).response().max()).isLessThan(10.seconds.inWholeNanoseconds)
    }

    @Test
    fun `a failure that is caught still counts`() {
        val result =
            run(1) {
                try {
                    get("/bad").send().expect(200)
                } catch (e: RequestFailed) {
                    assertThat(e.kind()).isEqualTo(ErrorKind.STATUS)
                }
            }

        assertThat(only(result).errors()).containsExactly(java.util.Map.entry(ErrorKind.STATUS, 1L))
    }

    @Test
    fun `set-up and tear-down suspend as well and are not measured`() {
        val steps = ConcurrentLinkedQueue<String>()
        val result =
            run(
                3,
                object : LoadGenerator {
                    override suspend fun setUp() {
                        delay(1.milliseconds)
                        steps += "set up ${load().number()} ${get("/").send().text}"
                    }

                    override suspend fun run() {
                        steps += "run"
                    }

                    override suspend fun tearDown() {
                        coroutineScope { launch { steps += "tear down ${get("/").send().text}" } }
                    }
                },
            )

        assertThat(steps).containsExactly("set up -1 fine", "run", "run", "run", "tear down fine")
        assertThat(only(result).requests()).isEmpty()
    }

    data class User(val name: String, val age: Int)

    @Test
    fun `rows of a feeder are read into data classes, by the number of the trigger`() {
        val users = Files.createTempFile("users", ".csv")
        Files.writeString(users, "name,age\nada,36\nbob,7\n")
        val got = ConcurrentHashMap<Long, User>()
        val scenario = Scenario { got[load().number()] = feed("users").next().value<User>() }
        try {
            LoadTest.of { scenario }
                .feeding("users", users)
                .at(perSecond(100.0))
                .lasting(Duration.ofMillis(30))
                .against("http://127.0.0.1:${server.address.port}")
                .build()
                .run { }
        } finally {
            Files.delete(users)
        }

        assertThat(got).isEqualTo(mapOf(0L to User("ada", 36), 1L to User("bob", 7), 2L to User("ada", 36)))
    }

    private companion object {
        val SLOW = 30.seconds
    }
}
