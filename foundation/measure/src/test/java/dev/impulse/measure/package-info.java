/// Tests of what is measured: nothing is lost and nothing counts twice.
@NullMarked
package dev.impulse.measure;

import org.jspecify.annotations.NullMarked;
