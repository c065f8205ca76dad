/// What is due next on one loop: the timetables of all test cases, merged ([Source]); and which rows of which feeder a
/// trigger gets ([Feeding]). The first on the loop's thread only, the second on any.
@NullMarked
package dev.impulse.generator.source;

import org.jspecify.annotations.NullMarked;
