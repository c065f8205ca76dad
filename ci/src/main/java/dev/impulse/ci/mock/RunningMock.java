package dev.impulse.ci.mock;

import dev.impulse.ci.provision.RunningProgram;

/// A mock that is up.
record RunningMock(MockProgram mock, RunningProgram program, Administration administration) {}
