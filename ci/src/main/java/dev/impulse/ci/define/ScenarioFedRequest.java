package dev.impulse.ci.define;

import dev.impulse.schema.Origin;

/// One HTTP request, written in the load test's file, with fields of rows in it.
public record ScenarioFedRequest(FedRequest scenario, Origin origin) implements Scenario {}
