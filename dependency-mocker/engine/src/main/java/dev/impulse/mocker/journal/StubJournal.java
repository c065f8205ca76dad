package dev.impulse.mocker.journal;

import dev.impulse.measure.Series;

/// What came of the calls of one stub in one phase, on one loop. That loop's thread only.
public final class StubJournal {
    private final Series<JournalKey> asked;
    private final Series<JournalKey> given;
    private final Series<JournalKey> late;
    private long faults;
    private long failed;
    private long gone;

    StubJournal(Series<JournalKey> asked, Series<JournalKey> given, Series<JournalKey> late) {
        this.asked = asked;
        this.given = given;
        this.late = late;
    }

    /// A call was answered.
    ///
    /// @param askedNanos how late its answer was to be given
    /// @param givenNanos how late it was given
    public void answered(long askedNanos, long givenNanos) {
        asked.record(askedNanos);
        given.record(givenNanos);
        late.record(givenNanos - askedNanos);
    }

    /// One of the answers was a fault, on purpose.
    public void fault() {
        faults++;
    }

    /// One of the answers was to be made by code, which failed.
    public void failed() {
        failed++;
    }

    /// A client did not wait for its answer.
    public void gone() {
        gone++;
    }

    Counts counts() {
        return new Counts(faults, failed, gone);
    }

    record Counts(long faults, long failed, long gone) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(faults + other.faults, failed + other.failed, gone + other.gone);
        }
    }
}
