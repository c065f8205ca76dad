package dev.impulse.ci.tell;

import java.util.List;

/// A metric with all of its series, as they were at one moment.
sealed interface Family {

    Instrument instrument();

    /// Counters never fall.
    record Counters(Instrument instrument, List<Amount> series) implements Family {}

    /// Gauges rise and fall.
    record Gauges(Instrument instrument, List<Amount> series) implements Family {}

    /// Histograms of durations.
    record Times(Instrument instrument, List<Spread> series) implements Family {}

    /// @param labels in the order in which they are written
    record Amount(List<Label> labels, double amount) {}

    /// @param labels in the order in which they are written
    record Spread(List<Label> labels, Distribution distribution) {}
}
