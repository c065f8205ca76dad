/// A small shop that is load tested: a real HTTP service on Javalin, with its data in memory.
///
/// Requests enter in [Shop], on Jetty's threads; [Sessions], [Catalogue] and [Carts] hold the data and are safe for any
/// thread.
@NullMarked
package dev.impulse.examples.shop;

import org.jspecify.annotations.NullMarked;
