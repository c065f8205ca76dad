/// How late an answer is given, and whether it goes wrong on purpose.
///
/// A seed and a call's number enter [Draws]; the shares leave by which [dev.impulse.mocker.delay.Delay] and
/// [dev.impulse.mocker.stub.Faults] say what becomes of the call. Any thread.
@NullMarked
package dev.impulse.mocker.fault;

import org.jspecify.annotations.NullMarked;
