@NullMarked
package dev.impulse.measure.watch;

import org.jspecify.annotations.NullMarked;
