package dev.impulse.ci.define;

import dev.impulse.schema.Origin;

/// What a test case runs, by name: nothing of it was loaded or compiled.
public sealed interface Scenario permits ScenarioClass, ScenarioSource, ScenarioRequest, ScenarioFedRequest {

    /// Where the file names it, for a mistake that is found later.
    Origin origin();
}
