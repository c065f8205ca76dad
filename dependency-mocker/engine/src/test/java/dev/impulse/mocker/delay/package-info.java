@NullMarked
package dev.impulse.mocker.delay;

import org.jspecify.annotations.NullMarked;
