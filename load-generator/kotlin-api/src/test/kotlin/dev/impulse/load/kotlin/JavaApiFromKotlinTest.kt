package dev.impulse.load.kotlin

import dev.impulse.load.Answer
import dev.impulse.load.LoadGenerator
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.io.DataInputStream

class JavaApiFromKotlinTest {

    @Test
    fun `a Kotlin lambda is a Java scenario`() {
        val scenario = LoadGenerator { load -> readToken(load.get("/login").send()) }

        assertThat(scenario).isInstanceOf(LoadGenerator::class.java)
    }

    @Test
    fun `Kotlin is compiled for the same JVM as Java`() {
        assertThat(majorVersion(JavaApiFromKotlinTest::class.java)).isEqualTo(majorVersion(LoadGenerator::class.java))
    }

    // Compiles only because @Nullable in Java is a nullable type here: the elvis operator on a platform type would be a warning,
    // and warnings are errors.
    private fun readToken(answer: Answer): String = answer.header("X-Token") ?: answer.text()

    private fun majorVersion(type: Class<*>): Int {
        val classFile = checkNotNull(type.getResourceAsStream("/" + type.name.replace('.', '/') + ".class"))
        return DataInputStream(classFile).use { stream ->
            stream.skipNBytes(6)
            stream.readUnsignedShort()
        }
    }
}
