package dev.impulse.wire.loop;

import java.time.Duration;
import java.util.List;

/// A stretch in which one piece of code kept a loop to itself: nothing else of that loop ran, so what was due was late.
///
/// @param loop which one, from 0
/// @param held for how long, to a fraction of the watchdog's patience
/// @param stack of the virtual thread that held it, or of the loop's thread; innermost first
public record Hog(int loop, Duration held, List<StackTraceElement> stack) {}
