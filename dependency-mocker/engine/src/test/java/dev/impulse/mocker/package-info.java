@NullMarked
package dev.impulse.mocker;

import org.jspecify.annotations.NullMarked;
