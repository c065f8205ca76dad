@NullMarked
package dev.impulse.mocker.journal;

import org.jspecify.annotations.NullMarked;
