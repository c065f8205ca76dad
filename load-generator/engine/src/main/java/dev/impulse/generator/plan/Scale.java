package dev.impulse.generator.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// By how much a plan is made larger or smaller. Shapes keep their form: with rates times r and durations times d, the
/// rate at the moment d · t is r times what it was at t, and so is their integral times d.
///
/// @param rates by which triggers per second are multiplied
/// @param users by which users of a closed model are multiplied, to the nearest whole number, and at least 1
/// @param durations by which the lengths of phases are multiplied, and all times in their shapes, to the nanosecond
public record Scale(BigDecimal rates, BigDecimal users, BigDecimal durations) {

    /// As it is.
    public static final Scale SAME = new Scale(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

    public Scale {
        if (rates.signum() <= 0 || users.signum() <= 0 || durations.signum() <= 0) {
            throw new IllegalArgumentException(
                    "scale: " + rates + ", " + users + ", " + durations + " (expected: factors above 0)");
        }
    }

    /// The phase at this scale.
    ///
    /// @throws IllegalArgumentException when it would be no phase any more: too long, too short, too fast
    public Phase of(Phase phase) {
        Map<String, Demand> demands = new LinkedHashMap<>();
        phase.demands().forEach((testCase, demand) -> demands.put(testCase, of(demand)));
        return new Phase(phase.name(), phase.kind(), time(phase.lasting()), demands);
    }

    private Demand of(Demand demand) {
        return switch (demand) {
            case Demand.Open open -> new Demand.Open(of(open.shape()), open.arrivals());
            case Demand.Closed closed -> new Demand.Closed(users(closed.users()));
        };
    }

    Shape of(Shape shape) {
        return switch (shape) {
            case Constant constant -> new Constant(rate(constant.perSecond()));
            case Ramp ramp -> new Ramp(rate(ramp.from()), rate(ramp.to()), time(ramp.over()));
            case Steps steps ->
                new Steps(steps.steps().stream()
                        .map(step -> new Steps.Step(rate(step.perSecond()), time(step.lasting())))
                        .toList());
            case Spike spike ->
                new Spike(rate(spike.base()), rate(spike.peak()), time(spike.at()), time(spike.lasting()));
            case Sine sine -> new Sine(rate(sine.mean()), rate(sine.amplitude()), time(sine.period()));
        };
    }

    /// In decimal, as people count: 3 tps times 0.1 are 0.3 tps.
    private double rate(double perSecond) {
        return BigDecimal.valueOf(perSecond).multiply(rates).doubleValue();
    }

    private int users(int count) {
        BigDecimal scaled = BigDecimal.valueOf(count).multiply(users).setScale(0, RoundingMode.HALF_UP);
        if (scaled.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("users: " + scaled + " (expected: at most " + Integer.MAX_VALUE + ")");
        }
        return Math.max(1, scaled.intValueExact());
    }

    /// A time at this scale.
    ///
    /// @throws IllegalArgumentException when it would be too long
    public Duration of(Duration time) {
        return time(time);
    }

    private Duration time(Duration time) {
        BigDecimal nanos =
                BigDecimal.valueOf(time.toNanos()).multiply(durations).setScale(0, RoundingMode.HALF_UP);
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("time: " + nanos + " ns (expected: at most 365 days)");
        }
        return Duration.ofNanos(nanos.longValueExact());
    }
}
