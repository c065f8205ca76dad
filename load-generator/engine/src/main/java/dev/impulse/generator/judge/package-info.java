/// Gates and the verdict. A gate's text is read into a [Gate]; gates and the merged histograms of a run become [GateResult]s and a
/// verdict. Values only; runs on the thread that asked for the load test, after the last phase.
@NullMarked
package dev.impulse.generator.judge;

import org.jspecify.annotations.NullMarked;
