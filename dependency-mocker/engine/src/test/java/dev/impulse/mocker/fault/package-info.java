@NullMarked
package dev.impulse.mocker.fault;

import org.jspecify.annotations.NullMarked;
