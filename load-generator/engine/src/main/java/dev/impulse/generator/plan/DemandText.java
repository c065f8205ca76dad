package dev.impulse.generator.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a phase asks of a test case, as people write it:
///
/// | text | means |
/// | --- | --- |
/// | `50 tps`, `3000 per minute` | the same rate all the time |
/// | `5 -> 50 tps`, `5 -> 50 tps over 10s` | a ramp over the phase, or over its first 10 s |
/// | `10, 20, 50 tps` | steps of equal length |
/// | `spike 50 -> 500 tps at 10s for 5s` | a base rate, and a peak from a moment on for a while |
/// | `sine 50 +- 20 tps every 10s` | a swing around a mean |
/// | `3 users` | the closed model |
///
/// [#text] writes it again. Each rate may end in `poisson`: triggers at random, as independent people come, instead of
/// evenly. `tpm` is `per minute`.
public final class DemandText {

    private static final String FORMS = "a rate such as 50 tps, 5 -> 50 tps, 10, 20, 50 tps,"
            + " spike 50 -> 500 tps at 10s for 5s, sine 50 +- 20 tps every 10s, or 3 users";
    private static final String UNIT = "tps, per minute or users";

    private final LineReader line;
    private final Duration phaseLength;
    private final boolean unitMayBeMissing;

    private DemandText(String text, Duration phaseLength, boolean unitMayBeMissing) {
        this.line = new LineReader(text);
        this.phaseLength = phaseLength;
        this.unitMayBeMissing = unitMayBeMissing;
    }

    /// Reads a demand, with its unit.
    ///
    /// @throws MalformedText when it is none
    public static Demand parse(String text, Duration phaseLength) {
        return new DemandText(text, phaseLength, false).demand();
    }

    /// Reads a demand that is triggers per second if it has no unit, as in `--tps 50` or `--tps "5 -> 50"`.
    ///
    /// @throws MalformedText when it is none
    public static Demand parseTps(String text, Duration phaseLength) {
        return new DemandText(text, phaseLength, true).demand();
    }

    /// Writes a demand so that [#parse] reads the same in a phase of the same length. Steps that differ in length,
    /// which have no form of their own, are written one by one.
    public static String text(Demand demand, Duration phaseLength) {
        return switch (demand) {
            case Demand.Closed(int users) -> users + (users == 1 ? " user" : " users");
            case Demand.Open(var shape, var arrivals) ->
                text(shape, phaseLength) + (arrivals == Arrivals.POISSON ? " poisson" : "");
        };
    }

    private static String text(Shape shape, Duration phaseLength) {
        return switch (shape) {
            case Constant(double perSecond) -> plain(perSecond) + " tps";
            case Ramp(double from, double to, Duration over) ->
                plain(from) + " -> " + plain(to) + " tps"
                        + (over.equals(phaseLength) ? "" : " over " + DurationText.text(over));
            case Steps steps -> text(steps, phaseLength);
            case Spike(double base, double peak, Duration at, Duration lasting) ->
                "spike " + plain(base) + " -> " + plain(peak) + " tps at " + DurationText.text(at) + " for "
                        + DurationText.text(lasting);
            case Sine(double mean, double amplitude, Duration period) ->
                "sine " + plain(mean) + " +- " + plain(amplitude) + " tps every " + DurationText.text(period);
        };
    }

    private static String text(Steps steps, Duration phaseLength) {
        double[] rates =
                steps.steps().stream().mapToDouble(Steps.Step::perSecond).toArray();
        boolean equal = steps.equals(Steps.equal(phaseLength, rates));
        return steps.steps().stream()
                        .map(step -> plain(step.perSecond())
                                + (equal ? "" : " tps for " + DurationText.text(step.lasting())))
                        .collect(Collectors.joining(", "))
                + (equal ? " tps" : "");
    }

    private static String plain(double number) {
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return digits.setScale(Math.max(0, digits.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private Demand demand() {
        int begin = line.column();
        try {
            if (line.accept("spike")) {
                return open(spike());
            }
            if (line.accept("sine")) {
                return open(sine());
            }
            double first = line.number(FORMS);
            if (line.accept("users") || line.accept("user")) {
                return closed(begin, first);
            }
            if (line.accept("->") || line.accept("→")) {
                return open(ramp(first));
            }
            if (line.accept(", ")) {
                return open(steps(first));
            }
            if (line.accept(",")) {
                throw line.expected("a space after the comma between steps, as in 10, 20, 50 tps");
            }
            return open(new Constant(first / perSeconds()));
        } catch (MalformedText malformed) {
            throw malformed;
        } catch (IllegalArgumentException invalid) {
            throw new MalformedText(begin, String.valueOf(invalid.getMessage()));
        }
    }

    private Demand closed(int column, double users) {
        line.end("nothing after users");
        if (users < 1 || users > 1_000_000 || users != Math.rint(users)) {
            throw new MalformedText(column, trimmed(users) + " users (expected: a whole number from 1 to 1,000,000)");
        }
        return new Demand.Closed((int) users);
    }

    private Demand open(Shape shape) {
        var arrivals = line.accept("poisson") ? Arrivals.POISSON : Arrivals.EVEN;
        line.accept("even");
        line.end(arrivals == Arrivals.POISSON ? "nothing after poisson" : "poisson, or nothing");
        return new Demand.Open(shape, arrivals);
    }

    private Shape ramp(double from) {
        double to = line.number("the rate that the ramp ends with, such as 5 -> 50 tps");
        double seconds = perSeconds();
        var over = line.accept("over") ? within(line.column(), line.duration()) : phaseLength;
        return new Ramp(from / seconds, to / seconds, over);
    }

    private Shape steps(double first) {
        var rates = new ArrayList<Double>();
        rates.add(first);
        do {
            rates.add(line.number("the rate of the next step, such as 10, 20, 50 tps"));
        } while (line.accept(", "));
        double seconds = perSeconds();
        return Steps.equal(
                phaseLength, rates.stream().mapToDouble(rate -> rate / seconds).toArray());
    }

    private Shape spike() {
        String form = "spike 50 -> 500 tps at 10s for 5s";
        double base = line.number(form);
        require(line.accept("->") || line.accept("→"), form);
        double peak = line.number(form);
        double seconds = perSeconds();
        require(line.accept("at"), "at and a duration, as in " + form);
        int column = line.column();
        var at = line.duration();
        require(line.accept("for"), "for and a duration, as in " + form);
        var lasting = line.duration();
        within(column, at.plus(lasting));
        return new Spike(base / seconds, peak / seconds, at, lasting);
    }

    private Shape sine() {
        String form = "sine 50 +- 20 tps every 10s";
        double mean = line.number(form);
        require(line.accept("+-") || line.accept("±") || line.accept("+/-"), "+-, as in " + form);
        double amplitude = line.number(form);
        double seconds = perSeconds();
        require(line.accept("every"), "every and a duration, as in " + form);
        return new Sine(mean / seconds, amplitude / seconds, line.duration());
    }

    /// Takes the unit: over how many seconds the rate is.
    private double perSeconds() {
        if (line.accept("tps") || line.accept("/s") || line.accept("per second")) {
            return 1;
        }
        if (line.accept("tpm") || line.accept("/min") || line.accept("per minute")) {
            return 60;
        }
        if (unitMayBeMissing) {
            return 1;
        }
        throw line.expected(UNIT);
    }

    private Duration within(int column, Duration time) {
        if (time.compareTo(phaseLength) > 0) {
            throw new MalformedText(
                    column, "ends after " + text(time) + " (expected: within the phase's " + text(phaseLength) + ")");
        }
        return time;
    }

    private void require(boolean accepted, String expected) {
        if (!accepted) {
            throw line.expected(expected);
        }
    }

    private static String text(Duration time) {
        return trimmed(time.toNanos() / 1e9) + " s";
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,.0f", number) : "" + number;
    }
}
