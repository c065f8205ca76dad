package dev.impulse.generator.judge;

/// What a gate found in one phase and test case.
///
/// @param value for telling which is worse
/// @param actual the real value, for people
record Reading(boolean met, double value, String actual) {

    static Reading missing(String actual) {
        return new Reading(false, Double.NaN, actual);
    }

    /// Whether there was nothing to read.
    boolean isMissing() {
        return Double.isNaN(value);
    }

    /// Whether this is the one to show of the two.
    boolean isWorseThan(Reading other, Operator operator) {
        if (met != other.met) {
            return !met;
        }
        if (Double.isNaN(value) || Double.isNaN(other.value)) {
            return Double.isNaN(value);
        }
        return operator.wantsLow() ? value > other.value : value < other.value;
    }
}
