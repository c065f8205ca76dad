/// Counts and times what one loop's triggers do. Outcomes enter on the loop's thread; once a second the touched
/// histograms leave to the gatherer. Read [LoopRecorder] first, then [CaseRecorder], [RequestRecorder].
@NullMarked
package dev.impulse.generator.measure;

import org.jspecify.annotations.NullMarked;
