package dev.impulse.ci.define;

/// How a dependency is to behave in a phase.
///
/// @param said as lists, maps and texts, for its mock
/// @param text for people, with the law that results
public record AskedBehaviour(Object said, String text) {}
