package dev.impulse.schema;

/// Something in a file that a person must mend.
///
/// @param place where it is written
/// @param path of the value in the file, such as `phases[2].peak.for`; empty for the whole file
/// @param what was wrong: the value as written, or a sentence
/// @param expected what would be right; empty when there is nothing to add, and a question such as `did you mean
///     checkout?` when it is a guess
public record Mistake(Place place, String path, String what, String expected) {

    /// Such as `loadtest.yaml:18:5: gates[0]: 300 parsecs (expected: a duration such as 300 ms or 2 s)`.
    public String text() {
        var text = new StringBuilder().append(place).append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(what);
        if (expected.endsWith("?")) {
            text.append(" (").append(expected).append(')');
        } else if (!expected.isEmpty()) {
            text.append(" (expected: ").append(expected).append(')');
        }
        return Shown.escaped(text.toString());
    }
}
