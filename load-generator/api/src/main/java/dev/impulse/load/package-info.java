/// What a user's scenario sees of the load generator: [LoadGenerator] is implemented by the user, [Load] is handed to
/// it for each trigger, and a [Request] made from it is answered by an [Answer].
///
/// A call enters on the trigger's own virtual thread, blocks that thread alone, and leaves on it. Read [LoadGenerator]
/// first, then [Load], [Request], [Answer] and [ErrorKind].
@NullMarked
package dev.impulse.load;

import org.jspecify.annotations.NullMarked;
