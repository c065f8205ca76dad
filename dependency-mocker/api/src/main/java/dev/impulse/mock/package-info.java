/// Mocks of dependencies, written in Java: which calls a stub is for, what they are answered with, how late and how
/// often wrongly.
///
/// What people write enters by [MockedDependency], whose code says it to [Stubs], once, on the thread that starts the
/// mock. Code of answers runs on a virtual thread for each call and may block; conditions in code run on an event loop
/// and must not.
///
/// Read [MockedDependency] and [Stubs] first.
@NullMarked
package dev.impulse.mock;

import org.jspecify.annotations.NullMarked;
