package dev.impulse.load.kotlin

import dev.impulse.load.Load
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.locks.LockSupport
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
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
    coroutineContext[CurrentLoad]?.load
        ?: error("no trigger runs this coroutine (expected: a call inside a scenario, in a scope that inherits its context)")

/** Whether the current coroutine is the trigger's own, beside which no other runs: those are children, and have a job. */
@PublishedApi
internal suspend fun isAlone(): Boolean = coroutineContext[Job] == null

/**
 * Runs a trigger's coroutine on the current thread until it ends. It starts at once, and mostly never suspends: what waits blocks the
 * thread. When it does suspend, the thread runs what its coroutines resume with, one after another, and parks in between.
 */
internal fun confined(load: Load, block: suspend () -> Unit) {
    val turns = Turns(Thread.currentThread())
    val completion = Completion(CurrentLoad(load) + turns, turns)
    if (block.startCoroutineUninterceptedOrReturn(completion) === COROUTINE_SUSPENDED) {
        turns.takeUntil { completion.result != null }
        completion.result?.getOrThrow()
    }
}

private class Completion(override val context: CoroutineContext, private val turns: Turns) : Continuation<Unit> {
    @Volatile var result: Result<Unit>? = null

    override fun resumeWith(result: Result<Unit>) {
        this.result = result
        turns.wake()
    }
}

/** Dispatches coroutines to one thread, from any. */
private class Turns(private val thread: Thread) : CoroutineDispatcher() {
    // Most triggers never suspend, and never need it.
    private val ready by lazy { ConcurrentLinkedQueue<Runnable>() }

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        ready.add(block)
        wake()
    }

    fun wake() {
        if (thread !== Thread.currentThread()) LockSupport.unpark(thread)
    }

    fun takeUntil(isOver: () -> Boolean) {
        while (!isOver()) {
            val next = ready.poll()
            if (next != null) next.run() else LockSupport.park(this)
        }
    }
}
