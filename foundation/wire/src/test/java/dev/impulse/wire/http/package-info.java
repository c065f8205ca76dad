/// Tests of the codec.
@NullMarked
package dev.impulse.wire.http;

import org.jspecify.annotations.NullMarked;
