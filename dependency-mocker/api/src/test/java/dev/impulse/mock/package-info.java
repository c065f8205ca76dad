@NullMarked
package dev.impulse.mock;

import org.jspecify.annotations.NullMarked;
