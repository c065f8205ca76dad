/// One process's share of a load test: sets the stages up on its loops, runs them through, and takes them down. A plan
/// enters, recorded totals leave; the caller's thread waits.
@NullMarked
package dev.impulse.generator.worker;

import org.jspecify.annotations.NullMarked;
