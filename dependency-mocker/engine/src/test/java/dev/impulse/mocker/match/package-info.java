@NullMarked
package dev.impulse.mocker.match;

import org.jspecify.annotations.NullMarked;
