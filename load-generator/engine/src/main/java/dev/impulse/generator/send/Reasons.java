package dev.impulse.generator.send;

/// Puts together why a check did not hold.
final class Reasons {
    private Reasons() {}

    /// @param reason taken as it is when there are no values: it may hold a percent sign then
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would come onto users' class paths
    static String text(String reason, Object... values) {
        return values.length == 0 ? reason : String.format(reason, values);
    }
}
