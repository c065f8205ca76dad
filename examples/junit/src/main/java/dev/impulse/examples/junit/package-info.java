/// A load test as a unit test: what a team has beside its other tests. The service is started on a free port, loaded
/// for two seconds, and the verdict is the test's.
@NullMarked
package dev.impulse.examples.junit;

import org.jspecify.annotations.NullMarked;
