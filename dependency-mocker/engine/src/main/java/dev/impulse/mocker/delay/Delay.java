package dev.impulse.mocker.delay;

/// How long answers are kept back: from the arrival of a request's last byte to the first byte of its answer handed to
/// the socket. Immutable; any thread.
///
/// Durations are drawn by the inverse of the law's distribution: the same number gives the same duration, on every
/// machine.
public sealed interface Delay permits None, Fixed, Uniform, LogNormal, Empirical {

    /// The duration in nanoseconds below which this share of all durations lies.
    ///
    /// @param share at least 0, below 1
    long nanos(double share);

    /// The law in one line, with all its figures.
    String text();
}
