package dev.impulse.load.kotlin

import dev.impulse.load.Load
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Job

/** The trigger that the current coroutine belongs to, as Java sees it. */
@PublishedApi
internal class CurrentLoad(val load: Load) : AbstractCoroutineContextElement(CurrentLoad) {
    companion object Key : CoroutineContext.Key<CurrentLoad>
}

/**
 * The trigger that the current coroutine belongs to: its number, phase, randomness and more.
 *
 * @throws IllegalStateException outside a scenario
 */
public suspend fun load(): Load =
    currentLoad()

/** [load] without a call that may suspend, each of which costs its caller an object and a deeper stack. */
internal suspend inline fun currentLoad(): Load =
    coroutineContext[CurrentLoad]?.load
        ?: error("no trigger runs this coroutine (expected: a call inside a scenario, in a scope that inherits its context)")

/** Whether the current coroutine is the trigger's own, beside which no other runs: those are children, and have a job. */
internal suspend inline fun isAlone(): Boolean = coroutineContext[Job] == null

/**
 * Runs a trigger's coroutine on the current thread until it ends. It starts at once, and mostly never suspends: what waits blocks the
 * thread. When it does suspend, the thread runs what its coroutines resume with, one after another, and parks in between.
 */
internal fun <T> confined(load: Load, scenario: T, code: suspend (T) -> Unit) {
    val confinement = Confinement(load)
    // As it is compiled: startCoroutineUninterceptedOrReturn would wrap it once more, for each trigger.
    @Suppress("UNCHECKED_CAST")
    val compiled = code as (T, Continuation<Unit>) -> Any?
    if (compiled(scenario, confinement) === COROUTINE_SUSPENDED) {
        confinement.takeTurns()
    }
}

/**
 * One trigger's coroutines on one thread: their context, their dispatcher (called from any thread), and what the outermost returns to. One
 * object, because there is one for each trigger and mostly nothing ever comes to it.
 */
private class Confinement(private val load: Load) : CoroutineDispatcher(), Continuation<Unit> {
    private val thread = Thread.currentThread()
    @Volatile private var newest: Turn? = null
    @Volatile private var result: Result<Unit>? = null

    override val context: CoroutineContext get() = this

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        NEWEST.updateAndGet(this) { before -> Turn(block, before) }
        wake()
    }

    override fun resumeWith(result: Result<Unit>) {
        this.result = result
        wake()
    }

    fun takeTurns() {
        while (result == null) {
            val taken = NEWEST.getAndSet(this, null)
            if (taken == null) LockSupport.park(this) else taken.runFromTheFirst()
        }
        result?.getOrThrow()
    }

    private fun wake() {
        if (thread !== Thread.currentThread()) LockSupport.unpark(thread)
    }

    @Suppress("UNCHECKED_CAST")
    override fun <E : CoroutineContext.Element> get(key: CoroutineContext.Key<E>): E? =
        if (key === CurrentLoad) CurrentLoad(load) as E else super<CoroutineDispatcher>.get(key)

    /** Where a coroutine goes to another dispatcher it still belongs to the trigger. */
    override fun minusKey(key: CoroutineContext.Key<*>): CoroutineContext =
        if (super<CoroutineDispatcher>.minusKey(key) === EmptyCoroutineContext) CurrentLoad(load) else this

    private companion object {
        val NEWEST: AtomicReferenceFieldUpdater<Confinement, Turn?> =
            AtomicReferenceFieldUpdater.newUpdater(Confinement::class.java, Turn::class.java, "newest")
    }

    /** What is to be run next, and what came before it. */
    private class Turn(private val block: Runnable, private var before: Turn?) {
        fun runFromTheFirst() {
            var turn: Turn? = reversed()
            while (turn != null) {
                turn.block.run()
                turn = turn.before
            }
        }

        private fun reversed(): Turn {
            var first = this
            var rest = before
            before = null
            while (rest != null) {
                val next = rest.before
                rest.before = first
                first = rest
                rest = next
            }
            return first
        }
    }
}
