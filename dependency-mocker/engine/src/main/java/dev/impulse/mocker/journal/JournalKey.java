package dev.impulse.mocker.journal;

/// What is measured.
///
/// @param generation how often the journal had been emptied before
/// @param dependency by its place
record JournalKey(long generation, int dependency, PhaseStub of, Measure measure) {

    enum Measure {
        ASKED,
        GIVEN,
        LATE
    }

    /// @param phase by its place; below 0 outside all phases
    /// @param stub by its place
    record PhaseStub(int phase, int stub) {}
}
