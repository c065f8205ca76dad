/// The dependency mocker: stands in, in a process of its own or inside a test, for what the system under test calls.
///
/// Its stages, in the order in which a call goes through them: `stub`, what was written; `listen`, where calls come in;
/// `match`, which stub answers; `answer`, with what; `fault`, how late and whether at all; `journal`, what came of it.
@NullMarked
package dev.impulse.mocker;

import org.jspecify.annotations.NullMarked;
