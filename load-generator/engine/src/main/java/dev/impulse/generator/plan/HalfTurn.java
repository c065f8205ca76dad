package dev.impulse.generator.plan;

/// The sine of half a turn, by Taylor's series to the last digit of a double. The library's [Math#sin] may differ
/// between machines, and [StrictMath#sin] allocates.
final class HalfTurn {

    /// Beyond x to the 17th the terms are below 1e-19.
    private static final int TERMS = 8;

    private HalfTurn() {}

    /// sin(π part), for a part from 0 to 1.
    static double sine(double part) {
        double nearer = part > 0.5 ? 1 - part : part;
        return nearer <= 0.25 ? series(Math.PI * nearer, 1) : series(Math.PI * (0.5 - nearer), 0);
    }

    /// Sine when the first power is 1, cosine when it is 0, for x from 0 to π/4.
    private static double series(double x, int firstPower) {
        double square = x * x;
        double sum = 1;
        for (int term = TERMS; term > 0; term--) {
            int power = 2 * term + firstPower;
            sum = 1 - square / (power * (power - 1)) * sum;
        }
        return firstPower == 1 ? x * sum : sum;
    }
}
