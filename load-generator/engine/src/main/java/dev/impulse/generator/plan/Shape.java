package dev.impulse.generator.plan;

/// How a rate runs over a phase. Times are seconds since the phase began; rates are triggers per second.
///
/// A new shape is a record that implements this, and a line in `permits`.
public sealed interface Shape permits Constant, Ramp, Steps, Spike, Sine {

    /// The rate at a moment of the phase.
    double rateAt(double seconds);

    /// N(t): the integral of the rate from the phase's begin. Never falls.
    double count(double seconds);

    /// The inverse of [#count]: the earliest time at which the integral is `count`.
    double reached(double count);
}
