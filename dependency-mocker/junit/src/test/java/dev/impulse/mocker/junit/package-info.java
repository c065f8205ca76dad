@NullMarked
package dev.impulse.mocker.junit;

import org.jspecify.annotations.NullMarked;
