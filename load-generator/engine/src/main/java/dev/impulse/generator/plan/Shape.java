package dev.impulse.generator.plan;

/// How a rate runs over a phase. Times are seconds since the phase began; rates are triggers per second.
///
/// A shape goes on after what it describes has ended, at the rate it ended with; the phase says when it is cut off.
///
/// A new shape is a record that implements this, a line in `permits`, a form in [DemandText], and a generator in
/// `ShapeTest`, whose properties then hold for it. Only arithmetic that IEEE 754 fixes (`+ - * /`, the square root):
/// workers on different machines must agree.
public sealed interface Shape permits Constant, Ramp, Steps, Spike, Sine {

    /// The rate at a moment of the phase.
    double rateAt(double seconds);

    /// N(t): the integral of the rate from the phase's begin. Never falls.
    double count(double seconds);

    /// The inverse of [#count]: the time from which on the integral exceeds `count`. Where the rate is 0 for a while,
    /// that is the end of the while; infinity when the integral never exceeds it.
    double reached(double count);
}
