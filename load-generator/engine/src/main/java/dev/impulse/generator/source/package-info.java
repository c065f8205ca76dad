/// What is due next on one loop: the timetables of all test cases, merged. Loop's thread only.
@NullMarked
package dev.impulse.generator.source;

import org.jspecify.annotations.NullMarked;
