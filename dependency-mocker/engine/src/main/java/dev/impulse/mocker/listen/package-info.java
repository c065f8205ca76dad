/// Where calls come in, and what happens to them on their way to an answer.
///
/// A request of the wire enters [Answering], which asks the other stages: which stub is for it, with what it is
/// answered, how late, and whether it goes wrong; and notes what came of it. It runs on the loop of the connection;
/// answers by code are made on virtual threads. An answer that is delayed is one of the
/// loop's [HeldAnswers] and holds no thread.
///
/// [Administration] is what the mocks' starter asks, over HTTP.
@NullMarked
package dev.impulse.mocker.listen;

import org.jspecify.annotations.NullMarked;
