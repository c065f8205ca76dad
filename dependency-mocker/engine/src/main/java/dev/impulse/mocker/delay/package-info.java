/// How long an answer is kept back: laws of which durations are drawn.
///
/// What a person asked for enters; a [Delay], an immutable value that gives a duration for each number from 0 to 1,
/// leaves. Any thread.
@NullMarked
package dev.impulse.mocker.delay;

import org.jspecify.annotations.NullMarked;
