package dev.impulse.load.kotlin

import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import tools.jackson.databind.JsonNode

/**
 * What came back for a [Request]. See [dev.impulse.load.Answer] for what each part means.
 */
public class Answer(public val java: dev.impulse.load.Answer) {
    /** The status code. */
    public val status: Int get() = java.status()

    /** The bytes of the body. */
    public val bytes: ByteArray get() = java.bytes()

    /** The body as text. */
    public val text: String get() = java.text()

    /** The body as a JSON tree. */
    public val json: JsonNode get() = java.json()

    /** How many bytes the body had, kept or not. */
    public val bodyLength: Long get() = java.bodyLength()

    /** The first header field of that name; null when there is none. */
    public fun header(name: String): String? = java.header(name)

    /** All header fields of that name, in order. */
    public fun headers(name: String): List<String> = java.headers(name)

    /**
     * Says which statuses are right; any other fails the request and the trigger. Say it before the trigger's next
     * request begins, as for the Java API's [expect][dev.impulse.load.Answer.expect].
     */
    public fun expect(vararg statuses: Int): Answer = apply { java.expect(*statuses) }

    /** Fails the request and the trigger unless the condition holds. */
    public fun check(condition: Boolean, reason: () -> Any): Answer = apply {
        if (!condition) java.check(false, reason().toString())
    }

    /** The body, read as JSON into a data class, or into a generic type such as `List<Product>`. */
    public inline fun <reified T : Any> body(): T =
        if (T::class.java.typeParameters.isEmpty()) {
            java.`as`(T::class.javaObjectType)
        } else {
            java.`as`(object : TypeToken<T>() {}.type)
        }
}

/** A generic type, as its subclass was declared with. */
@PublishedApi
internal abstract class TypeToken<T> {
    val type: Type = (javaClass.genericSuperclass as ParameterizedType).actualTypeArguments[0]
}
