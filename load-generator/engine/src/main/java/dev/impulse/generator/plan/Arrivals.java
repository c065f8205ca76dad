package dev.impulse.generator.plan;

/// How the triggers of an open phase are spread.
public enum Arrivals {
    /// Trigger k is due when the integral of the rate reaches k.
    EVEN,
    /// At the points of a Poisson process with the phase's rate, made from the seed.
    POISSON
}
