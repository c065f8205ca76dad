package dev.impulse.generator.source;

import dev.impulse.generator.Feeder;
import dev.impulse.generator.Feeder.Order;
import dev.impulse.generator.Feeder.WhenDry;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import dev.impulse.load.Row;
import java.util.SplittableRandom;

/// What one test case gets of one feeder: a pure function of the trigger's number. Any thread.
final class Share {
    private final Feeder feeder;
    private final RowFile file;
    private final int place;
    private final int places;
    private final long seed;
    private volatile boolean used;
    private volatile boolean dry;

    /// @param place of the test case among those that get rows, of which there are `places`
    /// @param seed that of the load test, mixed with the test case
    Share(Feeder feeder, RowFile file, int place, int places, long seed) {
        this.feeder = feeder;
        this.file = file;
        this.place = place;
        this.places = places;
        this.seed = seed ^ feeder.name().hashCode() * 0xBF58476D1CE4E5B9L;
    }

    Feeder feeder() {
        return feeder;
    }

    /// Whether a trigger has asked for a row.
    boolean isUsed() {
        return used;
    }

    /// Whether a trigger has asked for a row that there is not.
    boolean isDry() {
        return dry;
    }

    /// The number of the first trigger that would not get all of its rows; [Long#MAX_VALUE] when there is none.
    long firstDry() {
        if (feeder.order() == Order.RANDOM || feeder.whenDry() == WhenDry.LOOP) {
            return Long.MAX_VALUE;
        }
        long own = switch (feeder.order()) {
            case SEQUENTIAL, RANDOM -> file.rows();
            case UNIQUE -> Math.max(0, Math.ceilDiv(file.rows() - place, (long) places));
        };
        return own / feeder.perTrigger();
    }

    /// @param trigger its number
    /// @param call from 0, of `next()` in it
    Row row(long trigger, int call) {
        if (!used) {
            used = true;
        }
        if (feeder.order() != Order.RANDOM && call >= feeder.perTrigger()) {
            throw new IllegalStateException(
                    feeder.name() + ": row " + (call + 1) + " of one trigger (expected: at most " + feeder.perTrigger()
                            + ", or a higher per-trigger of the feeder)");
        }
        return file.row(number(trigger, call), feeder.name());
    }

    private long number(long trigger, int call) {
        long asked = trigger * feeder.perTrigger() + call;
        return switch (feeder.order()) {
            case RANDOM ->
                new SplittableRandom(seed ^ trigger * 0xD1B54A32D192ED03L ^ call * 0x94D049BB133111EBL)
                        .nextLong(file.rows());
            case SEQUENTIAL -> there(asked);
            case UNIQUE -> there(asked * places + place);
        };
    }

    private long there(long number) {
        if (number < file.rows()) {
            return number;
        }
        if (feeder.whenDry() == WhenDry.LOOP) {
            return number % file.rows();
        }
        dry = true;
        throw new RequestFailed(
                ErrorKind.CHECK, feeder.name() + " has run dry: " + file.rows() + " rows, and none for this trigger");
    }
}
