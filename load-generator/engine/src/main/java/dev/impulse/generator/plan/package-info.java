/// What is asked for: phases, and for each test case in a phase a [Demand]. Becomes a [Timetable], which says when each trigger
/// is due. Values only; any thread.
///
/// Read [Shape] first, then [Demand], [Phase], [Timetable].
@NullMarked
package dev.impulse.generator.plan;

import org.jspecify.annotations.NullMarked;
