package dev.impulse.mocker.stub;

/// What a phase is called, and of which kind it is: `warm-up`, `steady` or `peak`.
public record PhaseName(String name, String kind) {}
