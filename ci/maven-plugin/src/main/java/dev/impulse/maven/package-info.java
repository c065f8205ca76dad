/// The goal `impulse:run`. A module's file, its test class path and what the build says of the run go in; the command
/// runs in a JVM 25 of its own; its verdict comes out as the build's success or failure. Read [RunMojo] first.
///
/// Runs in Maven's JVM, which may be of Java 17, on the thread of the build; what the command writes comes by the same
/// thread.
@NullMarked
package dev.impulse.maven;

import org.jspecify.annotations.NullMarked;
