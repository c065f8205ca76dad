@NullMarked
package dev.impulse.wire.server;

import org.jspecify.annotations.NullMarked;
