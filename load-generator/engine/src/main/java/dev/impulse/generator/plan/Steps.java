package dev.impulse.generator.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One constant rate after the other; the last one stays.
public record Steps(List<Step> steps) implements Shape {

    /// A stretch of constant rate.
    public record Step(double perSecond, Duration lasting) {
        public Step {
            Rates.check("perSecond", perSecond);
            Rates.check("lasting", lasting);
        }
    }

    public Steps {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: none (expected: 1 or more)");
        }
        steps = List.copyOf(steps);
    }

    /// Steps of equal length that together fill a time.
    public static Steps equal(Duration together, double... perSecond) {
        var steps = new ArrayList<Step>();
        for (double rate : perSecond) {
            steps.add(new Step(rate, together.dividedBy(perSecond.length)));
        }
        return new Steps(steps);
    }

    @Override
    public double rateAt(double seconds) {
        int last = steps.size() - 1;
        double left = seconds;
        for (int i = 0; i < last; i++) {
            double length = Rates.seconds(steps.get(i).lasting());
            if (left < length) {
                return steps.get(i).perSecond();
            }
            left -= length;
        }
        return steps.get(last).perSecond();
    }

    @Override
    public double count(double seconds) {
        int last = steps.size() - 1;
        double left = seconds;
        double count = 0;
        for (int i = 0; i < last && left > 0; i++) {
            double length = Rates.seconds(steps.get(i).lasting());
            count += steps.get(i).perSecond() * Math.min(left, length);
            left -= length;
        }
        return left > 0 ? count + steps.get(last).perSecond() * left : count;
    }

    @Override
    public double reached(double count) {
        int last = steps.size() - 1;
        double begin = 0;
        double left = count;
        for (int i = 0; i < last; i++) {
            double rate = steps.get(i).perSecond();
            double length = Rates.seconds(steps.get(i).lasting());
            if (left < rate * length - Rates.EDGE) {
                return begin + Rates.timeFor(left, rate);
            }
            left -= rate * length;
            begin += length;
        }
        return begin + Rates.timeFor(left, steps.get(last).perSecond());
    }
}
