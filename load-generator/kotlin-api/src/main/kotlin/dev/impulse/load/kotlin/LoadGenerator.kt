package dev.impulse.load.kotlin

import dev.impulse.load.ErrorKind
import dev.impulse.load.Feed
import dev.impulse.load.Load
import dev.impulse.load.RequestFailed
import dev.impulse.load.Row
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.delay

/**
 * A scenario in Kotlin: the code that one trigger runs.
 *
 * One instance serves all triggers of a test case in a worker, and triggers overlap: what belongs to one trigger is kept in local
 * variables, what belongs to the worker in fields that [setUp] fills.
 *
 * Each trigger is confined to a virtual thread of its own: its coroutines take turns on that thread, and code in them may block it, with
 * any client, without holding up another trigger.
 *
 * ```kotlin
 * class Browse : LoadGenerator {
 *     override suspend fun run() {
 *         val list = get("/products").named("list").send().expect(200).body<List<Product>>()
 *         coroutineScope {
 *             list.take(2).map { async { get("/products/${it.id}").named("product").send().expect(200) } }.awaitAll()
 *         }
 *     }
 * }
 * ```
 */
public interface LoadGenerator : dev.impulse.load.LoadGenerator {
    /** Runs one trigger. What it throws makes the trigger fail, with [ErrorKind.EXCEPTION] unless it is a [RequestFailed]. */
    public suspend fun run()

    /** Runs once for each worker and test case, before the first phase. Its requests are sent but not measured. */
    public suspend fun setUp() {}

    /** Runs once for each worker and test case, after the last phase. Its requests are sent but not measured. */
    public suspend fun tearDown() {}

    /** Begins a request; see [dev.impulse.load.Load.request]. */
    public suspend fun request(method: String, target: String): Request = Request(currentLoad().request(method, target))

    /** Begins a `GET` request. */
    public suspend fun get(target: String): Request = Request(currentLoad().request("GET", target))

    /** Begins a `HEAD` request. */
    public suspend fun head(target: String): Request = Request(currentLoad().request("HEAD", target))

    /** Begins a `POST` request. */
    public suspend fun post(target: String): Request = Request(currentLoad().request("POST", target))

    /** Begins a `PUT` request. */
    public suspend fun put(target: String): Request = Request(currentLoad().request("PUT", target))

    /** Begins a `PATCH` request. */
    public suspend fun patch(target: String): Request = Request(currentLoad().request("PATCH", target))

    /** Begins a `DELETE` request. */
    public suspend fun delete(target: String): Request = Request(currentLoad().request("DELETE", target))

    /** Begins an `OPTIONS` request. */
    public suspend fun options(target: String): Request = Request(currentLoad().request("OPTIONS", target))

    /** Rows of the feeder that the load test has under a name; see [dev.impulse.load.Load.feed]. */
    public suspend fun feed(name: String): Feed = currentLoad().feed(name)

    /** Think time: waits, without counting into the trigger's response time. Inside a child coroutine it is a [delay]. */
    public suspend fun pause(time: Duration) {
        if (isAlone()) currentLoad().pause(time.toJavaDuration()) else delay(time)
    }

    /** Fails the trigger with [ErrorKind.CHECK] unless the condition holds. */
    public fun check(condition: Boolean, reason: () -> Any) {
        if (!condition) throw RequestFailed(ErrorKind.CHECK, reason().toString())
    }

    override fun run(load: Load): Unit = confined(load, this, LoadGenerator::run)

    override fun setUp(load: Load): Unit = confined(load, this, LoadGenerator::setUp)

    override fun tearDown(load: Load): Unit = confined(load, this, LoadGenerator::tearDown)
}

/**
 * Measures a call by a client of the user's own under a name, as a request of this trigger.
 *
 * ```kotlin
 * val paid = measure("pay") { shopClient.pay(cart.id) }
 * ```
 */
public suspend inline fun <T> measure(name: String, call: () -> T): T {
    val measurement = load().measure(name)
    val result =
        try {
            call()
        } catch (e: Throwable) {
            measurement.failed(e)
            throw e
        }
    measurement.succeeded()
    return result
}

/**
 * The whole row, read into a data class by the names of its columns.
 *
 * ```kotlin
 * val user = feed("users").next().value<User>()
 * ```
 */
public inline fun <reified T : Any> Row.value(): T = `as`(T::class.java)
