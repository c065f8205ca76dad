package dev.impulse.mock.kotlin

import dev.impulse.mock.Latency
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.toJavaDuration

/** A share of a hundred. */
@JvmInline
public value class Percent(public val value: Double)

/** Such as `2.percent`. */
public val Int.percent: Percent get() = Percent(toDouble())

/** Such as `0.5.percent`. */
public val Double.percent: Percent get() = Percent(this)

/** Such as `500.ms`. */
public val Int.ms: Duration get() = milliseconds

/** Log-normal above [min] and cut off at [max], with this p95 after the cut. Its spread, the σ of the logarithm, is 0.6. */
public fun latencyFromP95(p95: Duration, min: Duration = Duration.ZERO, max: Duration? = null): Latency =
    Latency.Spread(mapOf(0.95 to p95.toJavaDuration()), min.toJavaDuration(), max?.toJavaDuration())

/** Log-normal above [min] and cut off at [max], with this median and this p95 after the cut, from which its spread follows. */
public fun latencyFromP50AndP95(p50: Duration, p95: Duration, min: Duration = Duration.ZERO, max: Duration? = null): Latency =
    Latency.Spread(
        mapOf(0.5 to p50.toJavaDuration(), 0.95 to p95.toJavaDuration()),
        min.toJavaDuration(),
        max?.toJavaDuration(),
    )

/** Always the same. */
public fun always(time: Duration): Latency = Latency.always(time.toJavaDuration())

/** Any duration between two is as likely as any other. */
public fun between(min: Duration, max: Duration): Latency = Latency.between(min.toJavaDuration(), max.toJavaDuration())

/** As durations came, in a histogram log of a result; with [tag] in the lines that have it, such as `service`. */
public fun recorded(log: String, tag: String? = null): Latency = Latency.Recorded(Path.of(log), tag)
