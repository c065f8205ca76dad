/// What was written about a dependency: the values that the other stages work with.
///
/// Files and code that people wrote enter, a [Dependency] with its [Stub]s leaves. All of it is immutable, but for
/// [Call], which belongs to the thread that received it.
///
/// Read [Dependency], [Stub] and [Call] first; then the families [Answer] and [Fault], and [Behaviours], which says
/// what differs by phase.
@NullMarked
package dev.impulse.mocker.stub;

import org.jspecify.annotations.NullMarked;
