package dev.impulse.generator.judge;

/// What a gate found in one phase and test case.
///
/// @param value for telling which is worse; not a number when there was none to read
/// @param actual the real value, for people
/// @param unread whether nobody can tell what it was
record Reading(boolean met, double value, String actual, boolean unread) {

    Reading(boolean met, double value, String actual) {
        this(met, value, actual, false);
    }

    static Reading missing(String actual) {
        return new Reading(false, Double.NaN, actual);
    }

    /// Of what could not be read, which cannot be judged.
    static Reading unread(String why) {
        return new Reading(false, Double.NaN, why, true);
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
