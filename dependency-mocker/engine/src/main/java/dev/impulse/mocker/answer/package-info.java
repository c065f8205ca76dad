/// What a call is answered with.
///
/// A call with its stub enters [Replies], a [dev.impulse.mocker.stub.Reply] leaves. Constant answers and templates are
/// made on the thread that asks; answers by code may block, and are asked for on a virtual thread.
@NullMarked
package dev.impulse.mocker.answer;

import org.jspecify.annotations.NullMarked;
