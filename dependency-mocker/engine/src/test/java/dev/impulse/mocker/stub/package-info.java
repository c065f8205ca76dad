@NullMarked
package dev.impulse.mocker.stub;

import org.jspecify.annotations.NullMarked;
