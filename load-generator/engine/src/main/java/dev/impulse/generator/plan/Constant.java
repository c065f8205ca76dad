package dev.impulse.generator.plan;

/// The same rate all the time; 0 is allowed.
public record Constant(double perSecond) implements Shape {

    public Constant {
        Rates.check("perSecond", perSecond);
    }

    @Override
    public double rateAt(double seconds) {
        return perSecond;
    }

    @Override
    public double count(double seconds) {
        return perSecond * seconds;
    }

    @Override
    public double reached(double count) {
        return Rates.timeFor(count, perSecond);
    }
}
