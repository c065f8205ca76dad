/// A small shop that is load tested: a real HTTP service on Javalin, which calls three others.
///
/// Requests enter in [Shop], on Jetty's threads; [Sessions] and [Carts] hold data, and [Upstreams] calls the services
/// that have the rest; all are safe for any thread.
@NullMarked
package dev.impulse.examples.shop;

import org.jspecify.annotations.NullMarked;
