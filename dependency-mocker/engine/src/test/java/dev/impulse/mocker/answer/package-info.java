@NullMarked
package dev.impulse.mocker.answer;

import org.jspecify.annotations.NullMarked;
