package dev.impulse.ci.define;

import java.nio.file.Path;

/// A dependency of the system under test that is mocked, as the file says.
///
/// @param port on which the system expects it
/// @param stubs the file that says what it answers
public record DefinedDependency(String name, int port, Path stubs) {}
