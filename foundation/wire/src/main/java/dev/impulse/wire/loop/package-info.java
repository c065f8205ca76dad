/// Event loops that pace and that run virtual threads.
///
/// What is due, what became ready and what the sockets bring enter a [Loop]; all of it leaves on the loop's one thread.
/// Around each turn of Netty's I/O the loop starts what is due, runs the continuations of virtual threads that became
/// ready, and fires timers. Read [Loop] first, then [Work], [LoopIoHandler], [LoopVirtualThread]; [JdkInternals] is the
/// only class that touches what the JDK does not offer openly.
@NullMarked
package dev.impulse.wire.loop;

import org.jspecify.annotations.NullMarked;
