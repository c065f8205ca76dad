/// The mocks of a load test's dependencies, each a process of its own. In come [MockProgram]s; out go running [Mocks],
/// and, as a [dev.impulse.generator.Witness], what they were asked. Called on the thread that runs the load test.
///
/// Read [Mocks], then [MocksWitness], which tells each mock when the phases begin and asks it at the end by its
/// [Administration], then [MockTestimony], which makes of its evidence what a result holds.
@NullMarked
package dev.impulse.ci.mock;

import org.jspecify.annotations.NullMarked;
