package dev.impulse.ci.define;

import dev.impulse.schema.Origin;

/// A class on the class path.
///
/// @param className such as `com.acme.Checkout`, a nested one as `com.acme.Shop$Checkout`
public record ScenarioClass(String className, Origin origin) implements Scenario {}
