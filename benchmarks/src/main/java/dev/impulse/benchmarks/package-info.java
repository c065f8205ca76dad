/// How fast the parts are, each beside what it replaces. Run by hand, on a quiet machine:
///
///     java -jar benchmarks/target/benchmarks.jar Codec -prof gc
@NullMarked
package dev.impulse.benchmarks;

import org.jspecify.annotations.NullMarked;
