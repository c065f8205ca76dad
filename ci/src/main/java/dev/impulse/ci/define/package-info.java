/// The load test's file. A path enters [LoadTestFile]; a [Definition], the value of what the file says, leaves, or all
/// of the file's mistakes. Nothing is loaded, compiled, started or sent here: classes and sources are named by
/// [Scenario]s, which the next stage, `provision`, turns into code. Runs on the caller's thread.
///
/// Read [LoadTestFile] first, which reads the file's top level; then a reader for each part: [SystemReader],
/// [TestCaseReader], [RequestReader], [PhaseReader], [LimitsReader].
@NullMarked
package dev.impulse.ci.define;

import org.jspecify.annotations.NullMarked;
