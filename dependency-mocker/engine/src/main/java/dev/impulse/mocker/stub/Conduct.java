package dev.impulse.mocker.stub;

import dev.impulse.mocker.delay.Delay;

/// How a stub's answers are given in a phase, all things considered.
public record Conduct(Delay delay, Faults faults) {}
