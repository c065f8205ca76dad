package dev.impulse.ci.define;

import dev.impulse.schema.Origin;
import java.nio.file.Path;

/// A single source file, `.java` or `.kt`, which was there when the load test's file was read.
public record ScenarioSource(Path file, Origin origin) implements Scenario {}
