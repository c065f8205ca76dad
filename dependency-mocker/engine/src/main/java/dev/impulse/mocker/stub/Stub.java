package dev.impulse.mocker.stub;

import dev.impulse.schema.Origin;

/// A matcher and an answer.
///
/// @param name in the journal and in results; each once in a dependency
/// @param origin where it is written
public record Stub(String name, RequestMatcher request, Answer answer, Behaviours behaviours, Origin origin) {}
