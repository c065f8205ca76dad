/// Tests of the loops: on each [Footing] that this JVM has.
@NullMarked
package dev.impulse.wire.loop;

import org.jspecify.annotations.NullMarked;
