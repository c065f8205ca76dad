/// Watches the system under test while it runs: each second what the kernel counts of its processes, and, of those that
/// are JVMs, what they tell by JMX.
///
/// Process numbers enter; a testimony, figures by numbered seconds, leaves. Runs on two threads of its own, so that a
/// JVM that does not answer hides nothing of what the kernel counts. Read [SystemWatch] first, then [ProcessTree],
/// [KernelReading] and [JvmWatch]; both write into a [Recording].
@NullMarked
package dev.impulse.ci.watch;

import org.jspecify.annotations.NullMarked;
