package dev.impulse.generator.judge;

import java.util.List;

/// Why the numbers of a run cannot be trusted.
///
/// @param reason in a sentence, with its figures
/// @param causes what was behind it and what to do, a line each
record Doubt(String reason, List<String> causes) {
    Doubt(String reason) {
        this(reason, List.of());
    }
}
