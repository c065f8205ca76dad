/// Tests of the codec.
@NullMarked
package dev.impulse.wire.loop;

import org.jspecify.annotations.NullMarked;
