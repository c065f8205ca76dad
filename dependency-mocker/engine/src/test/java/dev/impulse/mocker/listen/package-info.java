@NullMarked
package dev.impulse.mocker.listen;

import org.jspecify.annotations.NullMarked;
