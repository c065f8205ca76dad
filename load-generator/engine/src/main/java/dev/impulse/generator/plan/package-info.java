/// What is asked for: phases, and for each test case in a phase a [Demand]. Becomes a [Timetable], which says when each
/// trigger is due. Values only; any thread, but for a [Timetable.Cursor], which belongs to one.
///
/// Two axes meet here: time, and N, the integral of the asked rate, on which triggers are evenly spread (or are the
/// points of a Poisson process of rate 1). A [Shape] turns one axis into the other within a phase; a timetable lays the
/// phases end to end.
///
/// Read [Shape] first, then [Demand], [Phase], [Timetable]; [DemandText] reads what people write.
@NullMarked
package dev.impulse.generator.plan;

import org.jspecify.annotations.NullMarked;
