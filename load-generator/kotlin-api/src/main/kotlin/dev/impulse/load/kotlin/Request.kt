package dev.impulse.load.kotlin

import java.util.function.Consumer
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * A request that is being put together: call [send] once, last. See [dev.impulse.load.Request] for what each part means.
 */
@JvmInline
public value class Request(public val java: dev.impulse.load.Request) {
    /** Adds a header field. */
    public fun header(name: String, value: String): Request = apply { java.header(name, value) }

    /** Adds a parameter to the query, percent-encoded. */
    public fun query(name: String, value: Any): Request = apply { java.query(name, value) }

    /** A JSON body, written by Jackson. */
    public fun json(value: Any?): Request = apply { java.json(value) }

    /** Adds a field to a form body. */
    public fun form(name: String, value: Any): Request = apply { java.form(name, value) }

    /** A text body in UTF-8. */
    public fun body(text: String): Request = apply { java.body(text) }

    /** A body of bytes; not copied. */
    public fun body(bytes: ByteArray): Request = apply { java.body(bytes) }

    /** The name under which the request is measured. */
    public fun named(name: String): Request = apply { java.named(name) }

    /** How long to wait for the whole answer, from the first byte sent. */
    public fun timeout(time: Duration): Request = apply { java.timeout(time.toJavaDuration()) }

    /** How many bytes of the answer's body are kept for reading. */
    public fun keeping(bytes: Long): Request = apply { java.keeping(bytes) }

    /** Hands each piece of the answer's body over as it arrives, on the event loop: it must not block. */
    public fun streaming(pieces: (ByteArray) -> Unit): Request = apply { java.streaming(Consumer(pieces)) }

    /**
     * Sends the request and waits for the answer. The trigger's other coroutines go on meanwhile. A coroutine that is cancelled, such as
     * by a timeout, gives the request up.
     *
     * @throws dev.impulse.load.RequestFailed when there is no whole answer
     */
    // A trigger's only coroutine may as well block its virtual thread: nothing waits for that thread, and it costs less.
    public suspend fun send(): Answer = if (isAlone()) Answer(java.send()) else sendBesideOthers()

    private suspend fun sendBesideOthers(): Answer = suspendCancellableCoroutine { continuation ->
        val sent = java.sendAsync()
        sent.whenComplete { answer, failure ->
            if (failure == null) continuation.resume(Answer(answer)) else continuation.resumeWithException(failure)
        }
        continuation.invokeOnCancellation { sent.cancel(false) }
    }
}
