/// Gates and the verdict. A gate's text is read into a [Gate]; gates and the merged histograms of a run become a
/// [Judgement]: a verdict, its reason, and one [GateResult] for each gate and phase. Values only; runs on the thread
/// that asked for the load test, after the last phase.
///
/// Read [Gate] first, then [Evidence], [Judge]. [Figures] is how all figures are written for people.
@NullMarked
package dev.impulse.generator.judge;

import org.jspecify.annotations.NullMarked;
