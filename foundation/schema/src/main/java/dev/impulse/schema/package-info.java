/// Files that people write, read with the place of every value, so that all mistakes of a file are told at once and
/// each is told where it is.
///
/// YAML, or JSON, which is a part of it, enters [YamlFile]; a tree of [Node]s is handed to a reader as a [Value]; the
/// reader asks for [Section]s, texts, durations; a [Reading] leaves: what the file means, or its [Mistakes]. Nothing
/// here throws for what is written in a file. Runs on the caller's thread.
///
/// Read [Place], [Mistake], [YamlFile], [Value] and [Section], in this order. [Nearest] and [Durations] are of use
/// without a file.
@NullMarked
package dev.impulse.schema;

import org.jspecify.annotations.NullMarked;
