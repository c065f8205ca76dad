/// Where results go: a folder a run, under the folder that was asked for. A result enters, files leave. Runs on the
/// thread of the run, after the last phase.
@NullMarked
package dev.impulse.ci.publish;

import org.jspecify.annotations.NullMarked;
