/// How fast the parts are, by JMH. Run by hand, on a quiet machine:
///
///     java -jar benchmarks/target/benchmarks.jar Codec -prof gc
@NullMarked
package dev.impulse.benchmarks;

import org.jspecify.annotations.NullMarked;
