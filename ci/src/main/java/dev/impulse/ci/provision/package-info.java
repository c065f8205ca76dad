/// Makes ready what a load test needs: the system under test as a process, and scenarios as objects.
///
/// What the file says enters; processes that are ready, and suppliers of scenarios, leave. Runs on the thread that
/// asked for the run. Read [Processes], [Program] and [Ready] for the one, [Scenarios] and [CompiledSources] for the
/// other.
@NullMarked
package dev.impulse.ci.provision;

import org.jspecify.annotations.NullMarked;
