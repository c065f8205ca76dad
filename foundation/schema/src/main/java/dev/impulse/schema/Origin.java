package dev.impulse.schema;

/// Where a value was read from, kept for mistakes that can only be found later, such as a class that is not there.
///
/// @param place where it is written
/// @param path of the value in its file, such as `test-cases.checkout`
public record Origin(Place place, String path) {

    /// A mistake of the value that was read here.
    public Mistake mistake(String what, String expected) {
        return new Mistake(place, path, what, expected);
    }
}
