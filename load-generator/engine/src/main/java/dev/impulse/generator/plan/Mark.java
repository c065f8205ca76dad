package dev.impulse.generator.plan;

/// A place on the axis of N, in two parts, so that it is as fine after billions of triggers as at the begin.
///
/// @param fraction from 0 to below 1
record Mark(long whole, double fraction) {

    static final Mark ZERO = new Mark(0, 0);

    /// Further by a count; onto a whole number when it is one but for the rounding of the count.
    Mark plus(double count) {
        double wholes = Math.floor(count);
        double rest = fraction + (count - wholes);
        double near = Math.rint(rest);
        if (Math.abs(rest - near) <= Rates.EDGE + 4 * Math.ulp(count)) {
            return new Mark(whole + (long) wholes + (long) near, 0);
        }
        double carried = Math.floor(rest);
        return new Mark(whole + (long) wholes + (long) carried, rest - carried);
    }

    /// The first whole number that is not below this.
    long ceiling() {
        return fraction == 0 ? whole : whole + 1;
    }

    /// How far this lies from a whole number at or below it.
    double since(long number) {
        return (whole - number) + fraction;
    }
}
