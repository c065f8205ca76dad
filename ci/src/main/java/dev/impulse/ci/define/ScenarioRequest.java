package dev.impulse.ci.define;

import dev.impulse.schema.Origin;

/// One HTTP request, written in the load test's file.
public record ScenarioRequest(RequestScenario scenario, Origin origin) implements Scenario {}
