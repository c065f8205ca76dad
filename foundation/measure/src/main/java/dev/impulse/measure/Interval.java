package dev.impulse.measure;

import java.util.List;

/// What one recorder counted in one numbered second. Only what was touched is in it.
///
/// @param number from 0, since the load test's begin
public record Interval<K>(IntervalRecorder<K> recorder, long number, List<Part<K>> parts) {

    /// @param times are owned by whoever holds the interval, until it is given back
    public record Part<K>(K key, Recorded times) {}
}
