package dev.impulse.mock.kotlin

import dev.impulse.mock.Answer
import dev.impulse.mock.BehaviourDefinition
import dev.impulse.mock.Call
import dev.impulse.mock.Latency
import dev.impulse.mock.MockedDependency
import dev.impulse.mock.Request
import dev.impulse.mock.StubDefinition
import dev.impulse.mock.Stubs

/**
 * A service that the system under test calls, as it is mocked.
 *
 * ```kotlin
 * val payments = dependency("payments") {
 *     every(post("/payments/{id}")).having { it.json().path("amount").asInt() > 100 }
 *         .returns { call -> Receipt(id = "r-${call.path("id")}") }
 *         .with {
 *             delay = latencyFromP95(p95 = 500.ms, min = 200.ms, max = 2.seconds)
 *             errors(2.percent, Answer.status(503))
 *         }
 *     every(get("/payments/{id}")).answers(Answer.status(404))
 * }
 * ```
 *
 * @param name one word, in load tests and in evidence
 * @param define says its stubs: of those that match a call, the one that was said first answers
 */
public fun dependency(name: String, define: DependencyScope.() -> Unit): MockedDependency = DefinedDependency(name, define)

private class DefinedDependency(private val name: String, private val define: DependencyScope.() -> Unit) : MockedDependency {
    override fun name(): String = name

    override fun define(stubs: Stubs) = DependencyScope(stubs).define()
}

/** Keeps what is said of one thing out of what is said of another inside it. */
@DslMarker
public annotation class MockScope

/** Where the stubs of a dependency are said, and what goes for all of them. */
@MockScope
public class DependencyScope internal constructor(private val stubs: Stubs) {
    /** Begins a stub for these calls. Until it is said otherwise, they are answered 200 without a body. */
    public fun every(request: Request): StubScope = StubScope(stubs.every(request))

    /** Calls with `GET`, and with `HEAD`. */
    public fun get(path: String): Request = Request.get(path)

    /** Calls with `POST`. */
    public fun post(path: String): Request = Request.post(path)

    /** Calls with `PUT`. */
    public fun put(path: String): Request = Request.put(path)

    /** Calls with `PATCH`. */
    public fun patch(path: String): Request = Request.patch(path)

    /** Calls with `DELETE`. */
    public fun delete(path: String): Request = Request.delete(path)

    /** Calls with any method. */
    public fun any(path: String): Request = Request.any(path)

    /** How late the stubs answer, and how often wrongly, that say nothing else. */
    public fun with(behaviour: BehaviourScope.() -> Unit) {
        BehaviourScope(stubs.always()).behaviour()
    }

    /** What is different in a phase: its name, or a kind of phases, `warm-up`, `steady` or `peak`. */
    public fun during(phase: String, behaviour: BehaviourScope.() -> Unit) {
        stubs.`in`(phase) { BehaviourScope(it).behaviour() }
    }
}

/** A stub while it is said. */
public class StubScope internal constructor(private val stub: StubDefinition) {
    /** Names it, in evidence and results. */
    public fun named(name: String): StubScope = apply { stub.named(name) }

    /** Only those calls of which this is true. It is asked on an event loop, and must not block; what it throws makes it false. */
    public fun having(test: (Call) -> Boolean): StubScope = apply { stub.having { test(it) } }

    /** Answers 200 with what the code gives, written as JSON. The code runs on a virtual thread and may block. */
    public fun returns(body: (Call) -> Any?): StubScope = apply {
        stub.answers(StubDefinition.Code { Answer.json(body(it)) })
    }

    /** Answers all calls alike. */
    public fun answers(answer: Answer): StubScope = apply { stub.answers(answer) }

    /** Answers with what the code gives. The code runs on a virtual thread and may block. */
    public fun answers(code: (Call) -> Answer): StubScope = apply { stub.answers(StubDefinition.Code { code(it) }) }

    /** How late its answers are, and how often wrong. */
    public fun with(behaviour: BehaviourScope.() -> Unit): StubScope = apply { BehaviourScope(stub.always()).behaviour() }

    /** What is different in a phase: its name, or a kind of phases, `warm-up`, `steady` or `peak`. */
    public fun during(phase: String, behaviour: BehaviourScope.() -> Unit): StubScope = apply {
        stub.`in`(phase) { BehaviourScope(it).behaviour() }
    }
}

/** How late answers are, and how often wrong. */
@MockScope
public class BehaviourScope internal constructor(private val definition: BehaviourDefinition) {
    /** From the request's last byte to the answer's first; null until it is said. */
    public var delay: Latency?
        get() = definition.latency()
        set(value) {
            if (value != null) definition.delayed(value)
        }

    /** A share of calls, and what it is answered with. */
    public fun errors(share: Percent, answer: Answer = Answer.status(500)) {
        definition.errors(share.value, answer)
    }

    /** No call is answered otherwise. */
    public fun withoutErrors() {
        definition.withoutErrors()
    }
}

/** The body, read as JSON into a data class. */
public inline fun <reified T : Any> Call.body(): T = `as`(T::class.javaObjectType)
